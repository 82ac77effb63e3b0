"""The life of a stack: create, update, delete, roll back, resource by resource, with events in between (R13, R17)."""
