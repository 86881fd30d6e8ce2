"""How the server reads target values, for whoever is typing them."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.http.request import RawPostDataException
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from indicators.readings import reading
from performance.content.strict_json import NotJson, strict_json

MOST_VALUES = 1000
YEARS = range(1, 10_000)


@never_cache
@login_required
@require_POST
def value_readings(request):
    """``{"values": […], "year": 2026}`` is answered with as many readings; nothing is kept."""
    try:
        values = strict_json(request.body.decode())
    except (UnicodeDecodeError, NotJson, RawPostDataException):  # the last: a form, which was read as one
        return _refused("不是有效的 JSON。")
    if not isinstance(values, dict) or not _are_values(values.get("values")):
        return _refused(f"values 应为不超过{MOST_VALUES}条文字。")
    year = values.get("year")
    if year is not None and not (isinstance(year, int) and year in YEARS):
        return _refused("year 应为年份。")
    return JsonResponse({"readings": [reading(value, year) for value in values["values"]]})


def _are_values(values):
    return (
        isinstance(values, list)
        and len(values) <= MOST_VALUES
        and all(isinstance(value, str) for value in values)
    )


def _refused(problem):
    return JsonResponse({"problem": problem}, status=400)
