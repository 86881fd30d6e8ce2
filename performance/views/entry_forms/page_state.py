"""What an open page of a form is told of the form as it stands now."""

from performance.entry_forms.earlier import previous_of
from performance.entry_forms.field_comments import comments_of
from performance.entry_forms.form_page import open_findings
from performance.entry_forms.opened_form import dump_answers


def page_state_of(form):
    """What the page has to know for its next save, and what is to be said beside its fields."""
    remarks, aside = open_findings(form)
    return {
        "version": form.statement.version,
        "base": dump_answers(form.answers),
        "findings": {name: [_plain(remark) for remark in found] for name, found in remarks.items()},
        "previous": previous_of(form, form.answers),
        "aside": [_plain(remark) for remark in aside],
    }


def comments_beside(form, user):
    return {
        name: [vars(one) for one in comments] for name, comments in comments_of(form, user).beside.items()
    }


def _plain(remark):
    values = {"severity": remark.severity, "label": remark.label, "text": remark.text}
    return (
        {**values, "code": remark.code, "mark": remark.mark, "ways": remark.ways} if remark.ways else values
    )
