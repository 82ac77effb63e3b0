"""Signing in from the program: Identity Center, console login, roles, access keys, and what is written for them."""
