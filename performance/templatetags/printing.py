from django import template
from django.utils.safestring import mark_safe

from performance.documents.formats import html_markup

register = template.Library()


@register.filter
def money(amount):
    """An amount in 万元 with two decimals; an unknown one is a dash, never a zero."""
    return "—" if amount is None else f"{amount:,.2f}"


@register.filter
def markup(part):
    """The section of the page that holds a part of a printed text."""
    return mark_safe(html_markup.markup(part))  # noqa: S308  (which escapes what anybody wrote)
