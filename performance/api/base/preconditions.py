"""ETag and If-Match: a change says which version it was made on, so nobody's work is overwritten unseen."""

import re

from rest_framework import status
from rest_framework.exceptions import APIException

# Proxies that compress an answer weaken its tag; the version is the same.
ONE_TAG = re.compile(r'(?:W/)?"([0-9a-f]{1,16})"')

LONGEST_NUMBER = 9


class PreconditionRequired(APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "修改须带 If-Match 请求头，写明所依据的版本（读取时应答的 ETag）。"
    default_code = "precondition_required"


class PreconditionFailed(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "内容在您读取之后已有修改，请重新读取后再修改。"
    default_code = "precondition_failed"


def tag(version):
    return f'"{version}"'


def seen_tag(request):
    """The one version that the request was made on; any version at all, ``*``, is none."""
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        raise PreconditionRequired
    match = ONE_TAG.fullmatch(header)
    if match is None:
        raise PreconditionFailed('If-Match 应为读取时应答的 ETag，例如 "3"。')
    return match[1]


def seen_version(request):
    """Of what counts its versions; another kind of tag has never been given for it."""
    tag = seen_tag(request)
    if not tag.isdecimal() or len(tag) > LONGEST_NUMBER:
        raise PreconditionFailed
    return int(tag)


def require_version(request, current):
    if seen_tag(request) != str(current):
        raise PreconditionFailed
