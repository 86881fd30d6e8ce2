"""What a page of a form sends, and how a page names people and places of a save."""

import re

from performance.content.json import ContentError
from performance.entry.answers import is_whole, posted_answers
from performance.entry.field_specs import GROUP_TITLES
from performance.entry.merging import WHOLE, Side
from performance.entry_forms.opened_form import load_answers
from performance.entry_forms.saving import Posted
from performance.http.whole_numbers import whole_number

CHOICE = "choice-"
MODE_LABEL = "资金支出计划的累计方式"
OF_THE_CLICK = {"csrfmiddlewaretoken", "act", "leave", "all", "seen", "contested"}


def posted_form(request, form):
    """Raises ContentError where what was sent is no page of this form."""
    post = request.POST
    if not is_whole(form.sheet, post):
        raise ContentError(["页面内容没有完整送达，为避免误删，本次没有保存。请重新打开表单后再试。"])
    return Posted(
        posted_answers(form.sheet, post),
        load_answers(post.get("base", ""), form.sheet),
        posted_version(request),
        posted_page(request),
        choices_in(post),
        post.get("seen", ""),
    )


def posted_page(request):
    """The mark that the page bears, of which the program made nothing but letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]", "", request.POST.get("page", "")[:40])


def posted_version(request):
    return whole_number(request.POST.get("version"), 0)


def choices_in(post):
    if post.get("all") in list(Side):
        return {key: Side(post["all"]) for key in post.getlist("contested")}
    chosen = ((key, post.get(CHOICE + key)) for key in post.getlist("contested"))
    return {key: Side(side) for key, side in chosen if side in list(Side)}


def typed(request):
    """Everything that was typed, to be sent once more together with a choice."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in OF_THE_CLICK and not name.startswith(CHOICE)
    ]


def taken_over(outcome):
    """What others changed in other places, for a page that shows it without being opened anew; None if nothing."""
    paths = [difference.path for difference in outcome.merged.taken]
    if not paths:
        return None
    return {
        "texts": {name: outcome.answers.texts[name] for group, _, name in paths if not group},
        "groups": {group: outcome.answers.records[group] for group, _, _ in paths if group},
    }


def label_of(difference, labels):
    """``labels`` are those of the page as it was sent; rows as a whole are named by their group."""
    group, number, name = difference.path
    if not group or name:
        return labels.get(difference.key, MODE_LABEL)
    title = GROUP_TITLES[group]
    if number != WHOLE:
        return f"{title}（原第{number + 1}行整行）"
    return title if difference.base else f"{title}（对方新增{len(difference.theirs)}行）"


def who_else(outcome, user):
    """Everybody who has saved meanwhile; ``user`` may have done so too, at another window."""
    people = (save.person for save in outcome.others)
    names = dict.fromkeys(
        "您本人（在另一个窗口）" if person == user else person.get_full_name() or person.get_username()
        for person in people
    )
    return "、".join(names) or "其他人（或导入、后台修改）"
