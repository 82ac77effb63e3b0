"""What the program does at AWS: operations of a plan, checks before it, mends, and verifying afterwards."""
