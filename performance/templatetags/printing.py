from django import template
from django.utils.safestring import mark_safe

from performance.documents.formats.html import markup as html_markup
from performance.models import Verdict
from performance.review import Severity
from performance.review.findings import MAY_BE_EXPLAINED
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


@register.inclusion_tag("performance/findings/_groups.html", takes_context=True)
def findings(context, section):
    """The list items of one heading. What is only looked at, and belongs to no stored text, has no forms."""
    return {
        "groups": section.groups,
        "statement": context.get("statement"),
        "own_page": context.get("own_page", ""),
        "may_be_explained": MAY_BE_EXPLAINED,
        "Verdict": Verdict,
    }
