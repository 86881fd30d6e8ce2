"""Character sets that requests name and no text is written in: Django would fail on them outside of all its handlers."""

from codecs import lookup
from itertools import product

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters

_SAMPLES = (bytes(range(256)), b"a=1-!")
# These make half a character out of some bytes, which no database can hold.
_OF_HALVES = ("utf-7", "unicode-escape", "raw-unicode-escape")


class _KnownCharset:
    """Takes a request whose character set is none of text for one that names none."""

    def _set_content_type_params(self, meta):
        try:
            kind, parameters = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:  # too long for Django
            kind, parameters = "", {"charset": ""}
        known = "charset" not in parameters or is_of_text(parameters["charset"])
        super()._set_content_type_params(meta if known else {**meta, "CONTENT_TYPE": kind})


class Request(_KnownCharset, WSGIRequest):
    pass


class AsyncRequest(_KnownCharset, ASGIRequest):
    pass


def is_of_text(charset: str) -> bool:
    """Python also knows codecs between bytes and bytes, and some that fail in ways of their own."""
    try:
        if lookup(charset).name.replace("_", "-") in _OF_HALVES:
            return False
    except (LookupError, ValueError):
        return False
    for sample, errors in product(_SAMPLES, ("strict", "replace")):
        try:
            sample.decode(charset, errors)
        except UnicodeDecodeError:
            continue  # which Django expects
        except (LookupError, ValueError):
            return False
    return True
