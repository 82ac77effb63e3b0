"""Scenarios: a file of data each. `scenario` reads them, `building` makes a world from one."""
