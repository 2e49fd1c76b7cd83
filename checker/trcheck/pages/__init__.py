"""Which file is which page in which language."""
