"""What is remembered on this computer: SQLite for everything but secrets, the keyring for those."""
