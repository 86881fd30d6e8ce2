from django import template

from performance.steps.locks import phase_of

register = template.Library()


@register.filter
def phase(state):
    """The class by which a state is coloured: states of one phase look alike."""
    return phase_of(state).value


@register.filter
def days(number):
    """How long something took or has waited; what has not happened is a dash."""
    return "—" if number is None else f"{number}天" if number else "不到1天"
