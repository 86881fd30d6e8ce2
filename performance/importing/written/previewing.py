"""What somebody is shown of a filled workbook, and the word by which they agree to just that."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest

from performance.importing.written.applying import WantedTexts, apply, refusals_of, wanted_of
from performance.importing.written.forms import OfflineForm
from performance.importing.written.reading import Filled, read_papers
from performance.steps.refusals import Refused

SALT = "papers-import"
AN_HOUR = 3600
AnyForm = OfflineForm[Any, Any, Any, Any]


@dataclass(frozen=True)
class Preview:
    """``token`` is blank where there is nothing to agree to, or something in the way."""

    filled: Filled
    refusals: tuple[str, ...]
    token: str


@dataclass(frozen=True)
class Done:
    """``key`` is that of the undoing."""

    key: str
    name: str
    papers: int
    fields: int


def preview_of_papers(form: AnyForm, owner: Any, data: bytes, name: str, user: User) -> Preview:
    """Raises WrongFile."""
    filled = read_papers(form, owner, data, name, user)
    refusals = refusals_of(form, owner, filled, user) if filled.confirmable else ()
    if refusals or not filled.confirmable:
        return Preview(filled, refusals, "")
    wanted = [asdict(one) for one in wanted_of(filled)]
    digested = [user.pk, form.key, owner.pk, name, len(filled.left_out), wanted]
    return Preview(filled, (), signing.dumps(digested, salt=SALT, compress=True))


def confirm_papers(
    form: AnyForm,
    owner: Any,
    token: str,
    *,
    acknowledged: bool,
    by: User,
    request: HttpRequest | None = None,
) -> Done:
    """Raises Refused, and then nothing is written."""
    try:
        *place, name, left_out, wanted = signing.loads(token, salt=SALT, max_age=AN_HOUR)
        if place != [by.pk, form.key, owner.pk]:
            raise signing.BadSignature
    except (signing.BadSignature, ValueError) as fault:
        raise Refused("这次预览已过期，请重新选择文件。") from fault
    if left_out and not acknowledged:
        raise Refused(f"文件中有{left_out}处文字不会读入，须先确认已知道；没有读入。")
    papers = [WantedTexts(**one) for one in wanted]
    key = apply(form, owner, papers, name=name, by=by, request=request)
    return Done(key, name, len(papers), sum(len(one.after) for one in papers))
