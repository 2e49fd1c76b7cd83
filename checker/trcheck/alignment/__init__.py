"""Two documents become an alignment."""
