from django import template

register = template.Library()


@register.filter
def money(amount):
    """An amount in 万元 with two decimals; an unknown one is a dash, never a zero."""
    return "—" if amount is None else f"{amount:,.2f}"
