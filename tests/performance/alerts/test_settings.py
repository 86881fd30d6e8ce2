"""Settings as data: there and back without loss, and refused with a sentence where they cannot be meant."""

import json

import pytest

from performance.alerts.document import monitoring_page
from performance.alerts.setting_files import WrongSettings, from_plain, shipped_settings, to_plain


@pytest.mark.parametrize("name", shipped_settings())
def test_settings_go_through_json_and_come_back(name):
    settings = shipped_settings()[name].settings
    assert from_plain(json.loads(json.dumps(to_plain(settings)))) == settings


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"money": {"yellow": "50", "red": "60"}}, "资金的黄灯界限应在红灯界限与 100 % 之间"),
        ({"thresholds": [{"month": 13, "percent": "5"}]}, "阈值的月份应为 1—12"),
        (
            {"thresholds": [{"month": 4, "percent": "50"}, {"month": 6, "percent": "40"}]},
            "后面的不小于前面的",
        ),
        ({"base": "thresholds"}, "至少要有一个阈值"),
        ({"divergence": "101"}, "偏离的界限应为 0—100 个百分点"),
        ({"over": "99"}, "提前超过的界限不小于 100 %"),
        ({"answer_days": 0}, "答复的工作日为 1—120"),
        ({"base": "weather"}, "参数读不懂"),
        ({"more": 1}, "多出“more”"),
        ({"answer_days": 121}, "答复的工作日为 1—120"),
        ({"in_a_row": 13}, "连续次数为 1—12"),
        *(
            ({name: odd}, "参数读不懂")
            for name in ("over", "tolerance")
            for odd in ("NaN", "-Infinity", "1e999999999", "1e-999999999", "-1", "9" * 5000, True, [], "²")
        ),
        *(({"answer_days": odd}, "参数读不懂") for odd in (1.5, True, "9" * 5000, None, "1e3")),
        *(({"pauses": odd}, "参数读不懂") for odd in ("false", 0, None)),
        *(({"reasons": odd}, "参数读不懂") for odd in ("red", ["red"] * 5, {"red": 1})),
        *(
            ({"thresholds": odd}, "参数读不懂")
            for odd in ([{"month": 6.5, "percent": "5"}], [{"month": 6, "percent": "NaN"}], {"month": 6}, [1])
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(change, sentence):
    plain = to_plain(shipped_settings()["national"].settings)
    with pytest.raises(WrongSettings, match=sentence):
        from_plain({**plain, **change})


def test_the_page_is_what_the_rules_say(settings):
    page = (settings.BASE_DIR / "docs" / "monitoring.md").read_text(encoding="utf-8")
    assert page == monitoring_page(), "run manage.py write_monitoring_doc"
