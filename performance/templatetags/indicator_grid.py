from django import template

from indicators.readings import SUGGESTED_UNITS

register = template.Library()


@register.inclusion_tag("performance/entry_forms/_grid_script.html")
def indicator_grid_script():
    """Once on a page with grids: what makes spreadsheets of them, and the units it offers."""
    return {"units": SUGGESTED_UNITS}
