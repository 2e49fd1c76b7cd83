"""Who is at fault: what more than one look at a page says of what was found on it."""
