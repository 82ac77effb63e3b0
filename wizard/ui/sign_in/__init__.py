"""Dialogs that belong to signing in."""
