"""Signing in to a connection that was made in the AWS console, so that what its row says is asked of AWS."""
