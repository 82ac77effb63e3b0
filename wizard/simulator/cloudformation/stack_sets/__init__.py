"""StackSets, service-managed: targets, operations, instances, automatic deployment (R24 to R35)."""
