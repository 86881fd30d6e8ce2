"""What Python raises for an archive that is cut off, altered or enciphered, wherever in it the fault is found."""

import struct
import zlib
from zipfile import BadZipFile

BROKEN = (
    BadZipFile,
    EOFError,
    IndexError,  # of a member without a name
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,  # asks for a password
    ValueError,  # begins before the file does, or has a name that is no text
    struct.error,
    zlib.error,
)
