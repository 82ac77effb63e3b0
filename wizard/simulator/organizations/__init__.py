"""AWS Organizations: the tree, its policies, trusted access, and the API with its pages of 20 (R5 to R11)."""
