"""Templates: reading them, their parameters and rules, and the values of intrinsic functions (R14 to R16)."""
