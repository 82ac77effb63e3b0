"""Org Wizard connects AWS organizations to the services that need a role in them."""

__version__ = "0.1.0"
