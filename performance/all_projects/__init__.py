"""All projects of one text together: listed, and changed in one act."""
