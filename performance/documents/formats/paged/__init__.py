"""What stands on pages, be they printed or scanned: glyphs and ruled lines to blocks in reading order."""
