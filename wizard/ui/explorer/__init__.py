"""The window that shows Resource Explorer across an organization."""
