"""Windows for what leaves the program: the report and the support bundle."""
