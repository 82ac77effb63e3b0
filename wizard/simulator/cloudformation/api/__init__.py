"""CloudFormation's actions, as the API names them."""
