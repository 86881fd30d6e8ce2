from django import template

from performance.steps.locks import phase_of

register = template.Library()


@register.filter
def phase(state):
    """The class by which a state is coloured: states of one phase look alike."""
    return phase_of(state).value
