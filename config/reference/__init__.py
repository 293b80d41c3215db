"""Loads the files of ``data/`` into the catalogue, line by line, without undoing what people changed since."""
