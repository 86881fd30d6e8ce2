"""A character set that is none of text is as good as none: no request fails before it is answered."""

from io import BytesIO

import pytest

from config.asgi import application as async_application
from config.charsets import AsyncRequest, Request
from config.wsgi import application

OF_TEXT = ("utf-8", "gbk", "GB18030", "utf-16", "latin-1")
OF_NONE = (
    "hex",
    "base64",
    "rot13",
    "zlib",
    "bz2",
    "uu",
    "quopri",
    "undefined",
    "idna",
    "punycode",
    "utf-7",
    "unicode_escape",
    "raw_unicode_escape",
    "nonsense",
    "£",
    '"a\x00"',
)


def sent(charset, query="a=1-!%ff"):
    return Request(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "QUERY_STRING": query,
            "CONTENT_TYPE": f"text/html; charset={charset}",
            "wsgi.input": BytesIO(),
        }
    )


@pytest.mark.parametrize("charset", OF_NONE)
def test_what_is_no_charset_is_passed_over(charset):
    request = sent(charset)
    assert request.encoding is None
    assert request.GET["a"].startswith("1-!")


@pytest.mark.parametrize("charset", OF_TEXT)
def test_what_is_a_charset_is_kept(charset):
    assert sent(charset).encoding == charset


@pytest.mark.parametrize("charset", OF_NONE[:2])
def test_a_server_of_the_other_kind_does_the_same(charset):
    headers = [(b"content-type", f"text/html; charset={charset}".encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"a=1", "headers": headers}
    assert AsyncRequest(scope, BytesIO()).GET["a"] == "1"


def test_both_servers_take_requests_so():
    assert (application.request_class, async_application.request_class) == (Request, AsyncRequest)


def test_a_form_in_a_charset_of_halves_is_read_without_them():
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\r\n--b--\r\n'
    meta = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "CONTENT_TYPE": "multipart/form-data; boundary=b; charset=utf-7",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    assert Request(meta).POST["text"] == "+2AA-"
