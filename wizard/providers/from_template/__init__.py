"""Makes a provider of any vendor's template: a folder like those that the program brings."""
