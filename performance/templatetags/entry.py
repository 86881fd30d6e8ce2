from django import template

register = template.Library()


@register.filter
def is_text(value):
    return isinstance(value, str)


@register.filter
def said_together(texts):
    return "；".join(text for text in texts if text.strip())
