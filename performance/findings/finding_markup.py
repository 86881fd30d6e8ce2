"""A group of findings → its markup: what is wrong, how to mend it, where, and the form to say why it may stand.

A text of twenty projects has hundreds of findings; a template takes several times as long over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.template.defaultfilters import date
from django.utils.timezone import localtime

from performance.findings.marked_text import ShownFinding, ShownGroup
from performance.models import Verdict, Waiver
from performance.review import Severity
from performance.review.findings import MAY_BE_EXPLAINED

MAY = f'<span class="may-explain">（{MAY_BE_EXPLAINED}）</span>'
FOLDED_FROM = 4  # more places than may stand in sight under each remark


@dataclass(frozen=True)
class ReviewForms:
    """Where answers are sent to, taken back and judged, and the hidden field that Django asks of every form.

    ``page`` is where to come back to, if not the page of the statement.
    """

    answer: str
    withdraw: str
    judge: str
    token: str
    page: str = ""


def group_markup(group: ShownGroup, forms: ReviewForms | None) -> str:
    """The inside of a list item; all that anybody wrote in it is escaped. Without ``forms`` nothing can be answered."""
    return "\n".join(_lines(group, forms))


def _lines(group: ShownGroup, forms: ReviewForms | None) -> Iterator[str]:
    first, count = group.first, len(group.shown)
    times = f'<span class="times">同一问题 {count} 处</span>' if count > 1 else ""
    covers = f'<span class="covers">（也不合 {"、".join(first.covers)}）</span>' if first.covers else ""
    may = MAY if first.severity is Severity.ERROR and first.waivable else ""
    yield (
        f'<p class="remark"><span class="rule">{escape(first.code)}</span> '
        f"{may}{escape(first.message)}{covers}{times}</p>"
    )
    if first.remedy:
        yield f'<p class="remedy">改法：{escape(first.remedy)}</p>'
    named = [(each, escape(str(each.finding.place))) for each in group.shown]
    places = "\n".join(_place(each, place, forms) for each, place in named)
    places = f'<ul class="spots">\n{places}\n</ul>'
    if count < FOLDED_FROM:
        yield places
    else:
        yield f'<details class="places"><summary>查看 {count} 处</summary>{places}</details>'
    waiting = [(each, place) for each, place in named if each.waits]
    if forms and waiting:
        yield _answer_form(group, _choice(waiting), forms)
    for verdict in Verdict:
        judged = [
            (each, place) for each, place in named if verdict in each.verdicts and _is_news(each, verdict)
        ]
        if forms and judged:
            yield _verdict_form(group, verdict, judged, forms)


def _is_news(each: ShownFinding, verdict: Verdict) -> bool:
    """Nobody is asked to say once more what has been said already."""
    return (each.answer or each.rejected).verdict != verdict


def _place(each: ShownFinding, place: str, forms: ReviewForms | None) -> str:
    finding = each.finding
    quoted = f"：<q>{escape(finding.evidence)}</q>" if finding.evidence else ""
    expected = f'<span class="expected">应当：{escape(finding.expected)}</span>' if finding.expected else ""
    answer = _answer(each.answer or each.rejected) if each.answer or each.rejected else ""
    withdraw = _withdraw_form(each, place, forms) if forms and each.answer and each.answerable else ""
    return (
        f'<li id="{escape(each.id)}"><a href="#{escape(each.cell_id)}">{place}</a>'
        f"{quoted}{expected}{answer}{withdraw}</li>"
    )


def _answer(answer: Waiver) -> str:
    person = escape(answer.person.get_full_name() or answer.person.get_username())
    at = localtime(answer.at)
    time = f'<time datetime="{date(at, "c")}">{date(at, "Y年n月j日 H:i")}</time>'
    return f'<p class="answered"><b>已说明</b>（{person}，{time}）：{escape(answer.reason)}</p>{_verdict(answer)}'


def _verdict(answer: Waiver) -> str:
    """What a reviewer said to it, or to the one before."""
    if not answer.verdict:
        before = f"审核人曾不接受此前的说明：{escape(answer.objection)}"
        return f'<p class="verdict">{before}</p>' if answer.objection else ""
    judge = escape(answer.judge.get_full_name() or answer.judge.get_username()) if answer.judge else ""
    at = f"，{date(localtime(answer.judged_at), 'Y年n月j日 H:i')}" if answer.judged_at else ""
    if answer.verdict == Verdict.ACCEPTED:
        return f'<p class="verdict">审核人<b>同意</b>此说明（{judge}{at}）</p>'
    return (
        f'<p class="verdict rejected">审核人<b>不接受</b>此说明（{judge}{at}）：{escape(answer.objection)}'
        "　须修改内容或重新说明。</p>"
    )


def _withdraw_form(each: ShownFinding, place: str, forms: ReviewForms) -> str:
    return (
        f'<form method="post" action="{escape(forms.withdraw)}">{forms.token}'
        f'<input type="hidden" name="finding" value="{escape(each.finding.fingerprint)}">'
        f'<button class="button secondary small" type="submit" aria-label="撤销说明：{place}">撤销说明</button></form>'
    )


def _answer_form(group: ShownGroup, choice: str, forms: ReviewForms) -> str:
    reason = f"reason-{escape(group.shown[0].id)}"
    return (
        f'<details class="answer">\n<summary>说明理由</summary>\n'
        f'<form method="post" action="{escape(forms.answer)}">{forms.token}\n{choice}\n'
        f'<div class="field"><label for="{reason}">理由</label>'
        f'<textarea id="{reason}" name="reason" rows="3" maxlength="2000" required></textarea></div>\n'
        f'<button class="button secondary" type="submit">保存说明</button>\n</form>\n</details>'
    )


def _verdict_form(
    group: ShownGroup, verdict: Verdict, judged: Sequence[tuple[ShownFinding, str]], forms: ReviewForms
) -> str:
    hidden = (
        f'<input type="hidden" name="verdict" value="{verdict.value}">'
        f'<input type="hidden" name="next" value="{escape(forms.page)}">'
    )
    choice = _choice(judged, legend=f"{verdict.label}哪几处的说明")
    objection = ""
    if verdict is Verdict.REJECTED:
        named = f"objection-{escape(group.shown[0].id)}"
        objection = (
            f'<div class="field"><label for="{named}">不接受的理由</label>'
            f'<textarea id="{named}" name="objection" rows="2" maxlength="2000" required></textarea></div>\n'
        )
    return (
        f'<details class="answer">\n<summary>{verdict.label}说明…</summary>\n'
        f'<form method="post" action="{escape(forms.judge)}">{forms.token}{hidden}\n{choice}\n{objection}'
        f'<button class="button secondary" type="submit">确认{verdict.label}</button>\n</form>\n</details>'
    )


def _choice(waiting: Sequence[tuple[ShownFinding, str]], *, legend: str = "说明哪几处") -> str:
    """Which of several places it is said of: all of them, unless somebody says otherwise."""
    named = [(escape(each.finding.fingerprint), place) for each, place in waiting]
    if len(named) == 1:
        return f'<input type="hidden" name="finding" value="{named[0][0]}">'
    boxes = "\n".join(
        f'<label><input type="checkbox" name="finding" value="{fingerprint}" checked> {place}</label>'
        for fingerprint, place in named
    )
    return f"<fieldset>\n<legend>{legend}</legend>\n{boxes}\n</fieldset>"
