# Integration of an AWS account with Apono, as it was set up with Org Wizard.
# What Apono does not publish is marked with "FILL IN": look it up in Apono, and nothing is guessed here.

terraform {
  required_version = ">= 1.1"
  required_providers {
    apono = {
      source = "apono-io/apono"
    }
  }
}

variable "connected_resource_types" {
  # FILL IN: Apono's own names of what was chosen:
  #   @@words resource-types@@
  description = "Apono's names of the resource types to connect"
  type        = list(string)

  validation {
    condition     = length(var.connected_resource_types) > 0
    error_message = "At least one resource type must be named."
  }
}

resource "apono_resource_integration" "aws_account" {
  name                     = @@integration-name@@
  type                     = "aws-account"
  connector_id             = @@connector-id@@
  connected_resource_types = var.connected_resource_types

  integration_config = {
    region  = @@region@@
    profile = @@connector-profile@@
@@if rotation-days@@
    credentials_rotation_period_in_days = @@rotation-days@@
@@end@@
@@if cleanup-days@@
    credentials_cleanup_period_in_days = @@cleanup-days@@
@@end@@
  }
@@if custom-access-details@@

  custom_access_details = @@custom-access-details@@
@@end@@
@@if owner-attribute@@

  owner = {
    attribute_type   = @@owner-attribute@@
    attribute_values = @@list owner-values@@
  }
@@end@@
@@if resource-owner-key@@

  owners_mapping = {
    key_name       = @@resource-owner-key@@
    attribute_type = @@resource-owner-attribute@@
  }
@@end@@
}
