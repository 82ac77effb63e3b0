"""The way out of this computer: proxies, trusted certificates, and whether an address can be reached."""
