"""What leaves the program: the copy for a ticket, the report, the support bundle. Nothing is sent from here."""
