"""The page of a card or a report: shown, saved on request or by itself, its conflicts and its steps."""

from dataclasses import asdict

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from performance.models import Action
from performance.steps.refusals import Refused
from performance.views.entry_forms.posted import label_of, posted_page, typed
from performance.views.written.face import FRESH, Shown
from performance.views.written.posted import base_of, posted_base, posted_form, posted_texts, seen_number
from performance.written.saving import save_posted
from performance.written.versions import Saving

LONGEST_KEY = 64


def shown_or_saved(request, face, pk):
    row = face.visible(request.user, pk)
    if request.method != "POST":
        return page_of(request, face, row)
    if request.POST.get("act") == "restore":
        return page_of(request, face, row, as_typed(request, face, row, 200))
    try:
        outcome = _saved(request, face, row)
    except Refused as refusal:
        return refused(request, face, row, refusal, as_typed(request, face, row, 409))
    if outcome.conflict:
        return _contested(request, face, outcome)
    messages.success(request, face.saved_words(outcome.paper))
    if outcome.merged.taken:
        labels = face.kind.labels(outcome.paper.content)
        changed = "、".join(label_of(taken, labels) for taken in outcome.merged.taken)
        messages.warning(request, f"{_who(outcome)}在您填写期间修改了：{changed}。已一并保留。")
    return redirect(face.route, pk)


def autosaved(request, face, pk):
    """Never hands in, never lengthens the session; the same text twice writes once."""
    request.sent_by_itself = True
    row = face.visible(request.user, pk)
    try:
        outcome = _saved(request, face, row, by_itself=True)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    if outcome.conflict:
        stopped = f"{_who(outcome)}也修改了这张表，自动保存已暂停。请点“保存”，查看改动并选择保留谁的内容。"
        return JsonResponse({"conflict": stopped})
    return JsonResponse(_told(face, outcome))


def take_step(request, face, pk, step):
    row = face.visible(request.user, pk)
    question = face.asked(request)
    try:
        event = face.perform(
            row,
            Action(step),
            request,
            expected_version=seen_number(request.POST.get("version")),
            key=request.POST.get("key", "")[:LONGEST_KEY],
            **question,
        )
    except Refused as refusal:
        return refused(request, face, row, refusal, Shown(status=409, asked={"action": step, **question}))
    messages.success(request, f"已办理“{event.label}”，目前为“{event.get_target_display()}”。")
    return redirect(face.route, pk)


def page_of(request, face, row, shown=FRESH):
    paper, common = face.common(request, row, shown)
    context = common | face.context(request, paper, shown)
    return render(request, face.template, context, status=shown.status)


def refused(request, face, row, refusal, shown):
    """The page once more, as the row is now."""
    for reason in refusal.reasons:
        messages.error(request, reason)
    return page_of(request, face, face.visible(request.user, row.pk), shown)


def as_typed(request, face, row, status):
    """What was typed stays, and what it is held against; apart from the fields where those are of another text now."""
    content = face.kind.read(row).content
    known = face.kind.texts(content)
    try:
        texts = known | posted_texts(request.POST, known)
        revision, base = posted_base(request.POST)
    except Refused:
        return Shown(status=400)
    if revision != row.revision_id:
        left = [text for name, text in texts.items() if text.strip() and text != base.get(name)]
        return Shown(status=status, more={"left": left})
    return Shown(face.kind.saying(content, texts), status, request.POST["base"], posted_page(request))


def _saved(request, face, row, *, by_itself=False):
    known = face.kind.texts(face.kind.read(row).content)
    saving = Saving(request.user, posted_page(request), by_itself, request)
    return save_posted(face.kind, row, posted_form(request, known), saving)


def _told(face, outcome):
    """What the page has to know for its next save, and what is to be said on it."""
    paper, taken = outcome.paper, outcome.merged.taken
    remarks = face.remarks(paper)
    texts = {difference.path[2]: outcome.texts[difference.path[2]] for difference in taken}
    return {
        "merged": {"texts": texts, "groups": {}} if taken else None,
        "taken": f"{_who(outcome)}的改动已一并显示" if taken else "",
        "saved_at": f"{timezone.localtime(outcome.at):%H:%M}",
        "version": paper.row.version,
        "base": base_of(paper.row, face.kind.texts(paper.content)),
        "problems": {},
        "refusals": [],
        "conversions": {},
        "findings": {
            name: [asdict(remark) for remark in remarks_here] for name, remarks_here in remarks.items()
        },
        "previous": {},
        "aside": [],
        "figures": face.figures(paper),
    }


def _contested(request, face, outcome):
    labels = face.kind.labels(outcome.paper.content)
    row = outcome.paper.row
    address = face.address(row)
    context = {
        "above": (address, face.noun),
        "title": str(row),
        "address": address,
        "points": [(point, label_of(point, labels)) for point in outcome.merged.open],
        "others": [outcome.other] if outcome.other else [],
        "who": _who(outcome),
        "seen": str(row.version),
        "typed": typed(request),
    }
    return render(request, "performance/entry_forms/conflict.html", context)


def _who(outcome):
    return outcome.other.by if outcome.other else "其他人"
