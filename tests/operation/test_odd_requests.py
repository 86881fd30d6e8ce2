"""Whatever is sent as a request's body, method or heading, to any address and on both databases, nothing breaks."""

import pytest
from django.db import transaction

from tests.access.asking import asker_of
from tests.access.routes import all_routes
from tests.operation.test_odd_values import (  # noqa: F401
    SKIPPED,
    _schema_is_not_written,
    provider_at_hand,
    whole_address,
    world,
)

pytestmark = pytest.mark.django_db

METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "get", "POST /", "")
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PARTS = 12  # of all routes
SHARES = 18  # of what is sent
BODIES = (
    *((JSON, body) for body in (b"", b"null", b"[]", b"[[]]", b"1", b'"x"', b"{}", b"{", b"NaN", b'{"a": NaN}', b"1e999")),
    (JSON, b"[" * 100_000),
    (JSON, b'{"a":' * 5000 + b"1" + b"}" * 5000),
    (JSON, b'{"version": ' + b"9" * 5000 + b"}"),
    (JSON, b'{"comment": "\\ud800", "text": "\\u0000"}'),
    (JSON, b'{"a": 1, "a": 2}'),
    (JSON, "\ufeff{}".encode()),
    (JSON, "{}".encode("utf-16")),
    (JSON, b"\xff\xfe\xff"),
    (f"{JSON}; charset=rot13", b"{}"),
    (f"{JSON}; charset=utf-7", b"+AHsAfQ-"),
    (f"{JSON}; charset=\xa3", b"{}"),
    (FORM, b"%ff%fe=%00&=&&;=;&a=%u0041"),
    (f"{FORM}; charset=utf-16", "a=1".encode("utf-16")),
    (f"{FORM}; charset=base64", b"a=1"),
    ("multipart/form-data", b"--x"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=\xa3\xa3", b"--\r\n"),
    ("multipart/form-data; boundary=" + "b" * 300, b"--" + b"b" * 300),
    *(
        ("multipart/form-data; boundary=b", b"--b\r\n" + part + b"\r\n--b--\r\n")
        for part in (
            b"",
            b"\r\n\r\n",
            b"Content-Disposition: form-data\r\n\r\nx",
            b'Content-Disposition: form-data; name="file"; filename=""\r\n\r\nx',
            b'Content-Disposition: form-data; name="file"; filename="\x00"\r\n\r\nx',
            b'Content-Disposition: form-data; name="file"; filename="../../../etc/passwd"\r\n\r\nx',
            b'Content-Disposition: form-data; name="file"; filename="' + b"n" * 5000 + b'.txt"\r\n\r\nx',
            b"Content-Disposition: form-data; name=\"file\"; filename*=utf-9''%ff.txt\r\n\r\nx",
            b"Content-Disposition: form-data; name=\"file\"; filename*=utf-8''%00%0d%0a.xlsx\r\n\r\nx",
            b'Content-Disposition: form-data; name="file"; filename="a.xlsx"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!',
            b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain; charset=rot13\r\n\r\nx',
            b'Content-Disposition: form-data; name="' + b"\xff\xfe" + b'"\r\n\r\nx',
        )
    ),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ("", b"\x00\x01"),
)  # fmt: skip
HEADINGS = (
    {"HTTP_HOST": "a\x00b"},
    {"HTTP_HOST": "localhost:99999999"},
    {"HTTP_HOST": "[::1%eth0]"},
    {"HTTP_HOST": ""},
    {"HTTP_ACCEPT": "application/xml; q=x, */*;q=0.0000"},
    {"HTTP_ACCEPT": "a" * 5000},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=x, \xff"},
    {"HTTP_ACCEPT_LANGUAGE": "zh-" + "a-" * 2000},
    {"HTTP_IF_MATCH": '"' + "9" * 5000 + '"'},
    {"HTTP_IF_MATCH": '*, "a", W/'},
    {"HTTP_IF_NONE_MATCH": 'W/"\xff", *'},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_IF_UNMODIFIED_SINCE": "Mon, 01 Jan 0001 00:00:00 GMT"},
    {"HTTP_RANGE": "bytes=9-1,-,0-" + "9" * 400},
    {"HTTP_X_FORWARDED_FOR": "fe80::1%eth0, , 999.1.1.1"},
    {"HTTP_X_REQUEST_ID": "a\r\nb"},
    {"HTTP_AUTHORIZATION": "Bearer " + "\xff" * 300},
    {"HTTP_AUTHORIZATION": "Basic !!!"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_REFERER": "http://[::1"},
    {"HTTP_COOKIE": "csrftoken=\xff; sessionid=" + "s" * 5000},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "<script>"},
    {"CONTENT_LENGTH": "x"},
    {"CONTENT_LENGTH": "-1"},
)


def odd_requests(methods, bodies, headings):
    for method in methods:
        yield method, {}
    for kind, body in bodies:
        for method in ("POST", "PUT", "PATCH"):
            yield method, {"data": body, "content_type": kind}
    for heading in headings:
        yield "GET", heading
        yield "POST", heading


def sent(place, person, address, method, options):
    with transaction.atomic():
        answer = asker_of(place, person).generic(method, address, **options)
        transaction.set_rollback(True)
    return answer


@pytest.mark.figure(31)
@pytest.mark.sampled(PARTS)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("person", ["anonymous", "root"])
@pytest.mark.usefixtures("_schema_is_not_written")
def test_no_request_breaks_anything(world, person, part, settings, trial):  # noqa: F811
    """Each route meets a share of what is sent; the next route the next."""
    settings.BEHIND_PROXY = True
    routes = [route for route in all_routes() if route.name.rpartition(":")[2] not in SKIPPED]
    wrong, requests = [], 0
    for number, route in enumerate(routes[part :: trial.times(5 * PARTS, PARTS)]):
        if (address := whole_address(route, world.own)) is None:
            continue
        shares = (METHODS, BODIES, HEADINGS)
        odd = odd_requests(*(each[number % SHARES :: SHARES] for each in shares))
        for method, options in odd:
            answer = sent(world, person, address, method, options)
            requests += 1
            plain = address.startswith("/api/v1/") and answer.status_code >= 400 and method != "HEAD"
            if answer.status_code >= 500 or (plain and "json" not in answer.get("Content-Type", "")):
                wrong.append((answer.status_code, method, address[:80], str(options)[:120]))
    trial.count("请求（网址 × 方法、内容、请求头）", requests)
    trial.find("服务器错误", len(wrong))
    assert wrong == []
