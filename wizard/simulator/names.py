"""The names that left-over scenarios use: those that the Cloud Entitlements provider fixes in its definition."""

STACK_NAME = "org-wizard-cloud-entitlements"
STACK_SET_NAME = "org-wizard-cloud-entitlements-members"
ROLE_NAME = "CloudEntitlementsReadOnly"

PLACEHOLDERS = {"stack": STACK_NAME, "stack_set": STACK_SET_NAME, "role": ROLE_NAME}

STACK_SETS_PRINCIPAL = "member.org.stacksets.cloudformation.amazonaws.com"
STACK_SETS_ADMIN_PRINCIPAL = "stacksets.cloudformation.amazonaws.com"
ACCOUNT_ACCESS_ROLE = "OrganizationAccountAccessRole"
EXECUTION_ROLE = "stacksets-exec-4d1f0a6c2b7e98351f6a0c2d4e8b9a77"
DEFAULT_REGION = "us-east-1"
PARTITION = "aws"
ADMINISTRATOR_POLICY = f"arn:{PARTITION}:iam::aws:policy/AdministratorAccess"
START_URL = "https://acme.awsapps.com/start"
