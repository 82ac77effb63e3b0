"""CloudFormation, an engine of our own: templates, stacks with events and rollback, StackSets (R11 to R34)."""
