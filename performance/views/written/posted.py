"""What the page of a card or a report sends: every field of it, or it was cut off on its way."""

import json

from performance.http.whole_numbers import whole_number
from performance.steps.refusals import Refused
from performance.views.entry_forms.posted import choices_in, posted_page
from performance.written.saving import Posted

END = "end"  # stands last on the page
OPTIONAL = "answer-"  # such fields stand on it only where there is something to answer
CUT_OFF = "提交的内容不完整，没有保存，请重新打开后再填。"


def base_of(row, texts):
    """What the page shows when it is opened, as it sends it back; of which approved text, for its rows go by their places."""
    return json.dumps([row.revision_id, texts], ensure_ascii=False, separators=(",", ":"))


def posted_texts(post, known):
    """``known`` are the texts that stand there. Of several ticked boxes of one name, all, with commas between."""
    if END not in post:
        raise Refused(CUT_OFF)
    names = [name for name in known if not name.startswith(OPTIONAL)]
    names += [name for name in post if name.startswith(OPTIONAL)]
    return {name: _tidy(",".join(post.getlist(name))) for name in names}


def posted_base(post):
    """Of which approved text, and what ``base_of`` wrote of it. Raises Refused."""
    try:
        revision, texts = json.loads(post.get("base", ""))
        return revision, {str(name): str(text) for name, text in texts.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(CUT_OFF) from error


def posted_form(request, known):
    """Raises Refused where what was sent is no page of this form."""
    revision, base = posted_base(request.POST)
    return Posted(
        posted_texts(request.POST, known),
        base,
        revision,
        posted_page(request),
        choices_in(request.POST),
        request.POST.get("seen", ""),
    )


def seen_number(word):
    """A version as a form sends it; what is none is a version that never was."""
    return whole_number(word, 0)


def _tidy(text):
    return text.replace("\r\n", "\n").replace("\x00", "")
