"""The fields of the settings page: one class for each kind of setting."""
