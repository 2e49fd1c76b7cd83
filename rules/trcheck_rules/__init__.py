"""The rules of trcheck, one module each; the docstring of a module is the manual of its rule."""
