"""File formats: bytes to and from rows and printed blocks. No format knows a layout."""
