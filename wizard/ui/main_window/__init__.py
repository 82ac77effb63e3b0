"""The main window: the list of connected organizations."""
