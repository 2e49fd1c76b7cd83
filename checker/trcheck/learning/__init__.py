"""What a site does, learned from its own pages: facts of single pairs of pages, and what their sum says."""
