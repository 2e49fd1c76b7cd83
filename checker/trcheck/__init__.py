"""trcheck: a checker for translated Markdown docs."""

__version__ = "0.1.0"
