"""The support bundle: made, previewed, saved, and read again on another computer. Nothing is sent from here."""
