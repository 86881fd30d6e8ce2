"""A sound report at the end of July to begin with, of which a case changes what it is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from performance.alerts.period import IndicatorState, Period
from performance.alerts.setting_files import shipped_settings
from performance.content.model import IndicatorContent

D = Decimal
JULY = date(2026, 7, 31)


def settings(name="sichuan-2025", **changes):
    return replace(shipped_settings()[name].settings, **changes)


def state(target, actual="", *, level1="产出指标", **told):
    return IndicatorState(IndicatorContent(level1, "数量指标", "培训场次", value=target), actual, **told)


def period(*states, cutoff=JULY, budget="100", spent="60", **told):
    """Sixty of a hundred, spent by July."""
    amounts = {
        name: None if text is None else D(text) for name, text in (("budget", budget), ("spent", spent))
    }
    return Period(cutoff, 2026, states, **amounts, **told)
