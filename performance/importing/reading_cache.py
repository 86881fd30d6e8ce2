"""What was read from an upload, kept beside it: between preview and confirmation nobody reads the file again."""

from __future__ import annotations

import msgspec

from performance.documents.reading import Read

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Read)


def dumped_reading(read: Read) -> bytes:
    return _ENCODER.encode(read)


def cached_reading(dumped: bytes | None) -> Read | None:
    """The reading, unless none was kept, or by a release whose readings had another shape."""
    if dumped is None:
        return None
    try:
        return _DECODER.decode(dumped)
    except msgspec.ValidationError:
        return None
