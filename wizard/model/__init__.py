"""What the program talks about: identifiers, organizations, connections, plans, failures. Frozen, without I/O."""
