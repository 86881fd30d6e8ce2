"""Packages made of texts and read again, and packages that somebody has meddled with."""

import json
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from performance.documents.forms.declaration import shipped_forms
from performance.exchange.opening import opened
from performance.exchange.package import MANIFEST, Form, write_exchange
from performance.exchange.texts import ExchangedCode, ExchangedText, ExchangedUnit, ExchangedWithholding
from tests.factories import a_content
from tests.performance.documents.forms.contents import ContentMaker


def a_text(content=None, **kwargs):
    content = content or a_content()
    return ExchangedText(
        **{
            "office_code": "130200",
            "office_name": "某市财政局",
            "office_province": "河北",
            "department_code": "405",
            "department_name": "某市科协",
            "fiscal_year": content.year or 2026,
            "state": "编制中",
            "revision": None,
            "created": "20260101080000000",
            "updated": "20260102080000123",
            "content": content,
            "units": (ExchangedUnit("405001", "某市科协本级"),),
            "family_codes": (ExchangedCode("产出指标", "", "1"), ExchangedCode("产出指标", "数量指标", "11")),
            "withheld": (ExchangedWithholding("405001", "13A", "科普活动经费", "", "涉及安全"),),
            **kwargs,
        }
    )


def made_content(form_id, number):
    return ContentMaker(shipped_forms()[form_id], Random(f"exchanged {form_id} {number}")).statement()  # noqa: S311 - a seed, no secret


def packed(texts, form=Form.CSV):
    stream = BytesIO()
    write_exchange(texts, form, stream)
    return stream.getvalue()


def read(package):
    with opened(BytesIO(package)) as texts:
        return list(texts)


def files_of(package):
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files):
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def meddled(package, changes, *, hidden=True):
    """With files replaced, or left out where they are None; ``hidden`` brings the manifest up to date."""
    files = files_of(package)
    for name, data in changes.items():
        files.pop(name, None)
        if data is not None:
            files[name] = data
    if hidden and MANIFEST not in changes:
        manifest = json.loads(files[MANIFEST])
        for one in manifest["files"]:
            with suppress(KeyError):
                one["sha256"] = sha256(files[one["name"]]).hexdigest()
        files[MANIFEST] = json.dumps(manifest).encode()
    return zipped(files)
