from django import template
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils.safestring import mark_safe

from performance.documents.formats.html import markup as html_markup
from performance.findings.finding_markup import ReviewForms, group_markup
from performance.review import Severity
from projects.amounts import grouped

register = template.Library()


@register.filter
def money(amount):
    """An amount in 万元; an unknown one is a dash, never a zero."""
    return "—" if amount is None else grouped(amount)


@register.filter
def ten_thousands(amount):
    """The same with its unit; an unknown amount has none."""
    return "—" if amount is None else f"{grouped(amount)}万元"


@register.simple_tag
def printed_part(part, marks):
    """The section of the page that holds a part of a printed text; what is only printed has no marks."""
    return mark_safe(html_markup.markup(part, marks or html_markup.NO_MARKS))  # noqa: S308  (which escapes what anybody wrote)


@register.inclusion_tag("performance/findings/_severities.html")
def severities():
    """What 错误, 警告 and 提示 mean for whoever fills in, on every page that speaks of them."""
    return {"severities": list(Severity)}


@register.simple_tag(takes_context=True)
def findings(context, section):
    """The list items of one heading. What is only looked at, and belongs to no stored text, has no forms."""
    forms = _forms(context) if "statement" in context else None
    items = "\n".join(f'<li id="{group.id}">{group_markup(group, forms)}</li>' for group in section.groups)
    return mark_safe(items)  # noqa: S308  (which escapes what anybody wrote)


def _forms(context):
    pk = context["statement"].pk
    token = CsrfTokenNode().render(context)
    addresses = (reverse(name, args=[pk]) for name in ("answer_findings", "withdraw_answer", "judge_answers"))
    return ReviewForms(*addresses, token, context.get("own_page", ""))
