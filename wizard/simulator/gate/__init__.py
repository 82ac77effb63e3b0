"""In front of everything: reads a request, knows who calls, says whether they may, and passes it on."""
