"""Whatever the application says is Chinese: every page that anybody is answered with, its faults, mails and lists.

Latin words that readers know as they are stand in ``KNOWN``; a word outside of it is something left untranslated.
"""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.admin import site

from performance.models import Notice
from performance.notifications.services import letter_of
from tests.access.asking import client_of
from tests.access.routes import all_routes
from tests.access.test_access import ROUTES, address_of

LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-confirm")
SILENT = {"script", "style", "template", "code", "pre", "svg"}
KNOWN = {
    *(
        "Word",
        "Excel",
        "pH",
        "WPS",
        "OpenDocument",
        "RTF",
        "PDF",
        "API",
        "SHA",
        "Ctrl",
        "Tab",
        "Enter",
        "Esc",
        "OpenAPI",
        "ETag",
        "If-Match",
    ),
    *("GET", "POST", "PUT", "PATCH", "DELETE", "HTTP", "HTTPS", "JSON", "MB", "LDAP", "IP", "TOTP"),
    *("xlsx", "docx", "pdf", "txt", "json", "zip", "xls", "doc", "wps", "csv", "html"),
    *("et", "htm", "mht", "mhtml", "ods", "odt", "rtf", "tsv", "xlsb", "toml"),
    *("bmp", "jpeg", "jpg", "png", "tif", "tiff"),
}
# What people wrote, or machines counted: names of accounts, codes, hashes, addresses.
DATA = re.compile(
    r"sha256|sm3|\b(?:MO|SE)[0-9]+|[A-Z]*TPXR[A-Z]*|“[a-z]+”|user\d*|testserver|[0-9a-f]{8,}|[\w.-]+@[\w.-]+|/[\w/.{}-]+",
    re.IGNORECASE,
)
ENGLISH_BY_NATURE = {"admin:jsi18n", "api_page"}  # keys of a catalogue, identifiers of an interface


class Spoken(HTMLParser):
    """What a page says to its reader, on the page and to a screen reader."""

    def __init__(self):
        super().__init__()
        self.said = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in SILENT
        values = dict(attributes)
        self.said += [values[name] for name in SPOKEN if values.get(name)]
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            self.said.append(values.get("value") or "")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, text):
        if not self.silent:
            self.said.append(text)


def foreign_words(markup):
    page = Spoken()
    page.feed(markup)
    words = DATA.sub(" ", "\n".join(page.said))
    return sorted(set(LATIN.findall(words)) - KNOWN)


def addresses(world):
    for route in all_routes():
        if route.name in ENGLISH_BY_NATURE or route.name.startswith(("api:", "admin:admin/")):
            continue
        if route.name in ROUTES and not route.name.startswith("admin:"):
            yield address_of(route.name, world.own)
        elif not route.parameters:
            yield "/" + route.pattern
        elif route.parameters == {"object_id"}:
            app, _, rest = route.name.removeprefix("admin:").partition("_")
            key = world.own.keys.get(f"{app}.{rest.partition('_')[0]}")
            if key is not None:
                yield "/" + re.sub(r"<path:object_id>", str(key), route.pattern)


@pytest.mark.django_db
@pytest.mark.long
def test_every_page_speaks_chinese(world):
    found = {}
    tried = 0
    for address in dict.fromkeys(addresses(world)):
        for person in ("root", "auditor", "filler"):
            answer = client_of(world, person).get(address)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                tried += 1
                found[address] = found.get(address) or foreign_words(answer.text)
            if answer.status_code == 200:
                break
    assert {address: words for address, words in found.items() if words} == {}
    assert tried > 150


@pytest.mark.django_db
def test_lists_and_letters_speak_chinese(world):
    values = {}
    for model, admin_of_it in site._registry.items():
        for resource in getattr(admin_of_it, "resource_classes", ()) or ():
            values[model] = "\n".join(field.column_name for field in resource.fields.values())
    for notice in Notice.objects.all():
        letter = letter_of(notice)
        values[notice.kind] = f"{letter.subject}\n{letter.body}"
    assert {what: words for what, text in values.items() if (words := foreign_words(text))} == {}
    assert len(values) > 8


def test_a_foreign_word_is_heard():
    assert foreign_words('<p>共 3 个 items</p><img alt="Close"><script>let english</script>') == [
        "Close",
        "items",
    ]
    assert foreign_words("<p>导出 Excel 工作簿（.xlsx）</p>") == []
