"""Contents as answers: the shape of ``content.json``, written at one go, which a renderer takes many times as long for."""

import msgspec
from django.http import HttpResponse

from performance.api.base.views import etag_headers
from performance.content.json import to_plain

_ENCODER = msgspec.json.Encoder()


def written(content, version):
    """The JSON of ``content_json`` for a content out of the database, whose decimals are tidy already."""
    return HttpResponse(
        _ENCODER.encode(to_plain(content)), content_type="application/json", headers=etag_headers(version)
    )
