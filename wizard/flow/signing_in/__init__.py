"""Signing in, without a window: each way's steps, and which way leads back to a profile that no longer works."""
