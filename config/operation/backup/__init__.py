"""One file that holds an installation's data, and the way back from it; proved by doing both."""
