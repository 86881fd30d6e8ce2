"""Word documents: read into rows, written from printed blocks."""
