"""How large a file may be: said here once, for uploads, the command line and the interface."""

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 50 * MEGABYTE
