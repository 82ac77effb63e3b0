"""Everything that people see: Qt lives here and in `app` only."""
