"""What shows a run: on the wizard's Deploy page, and in the main window."""
