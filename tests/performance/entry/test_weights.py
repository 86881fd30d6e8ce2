"""The running sum of the weights, in words."""

import pytest

from performance.entry.weights import weights_in_words


def rows(*weighed):
    return [{"level1": level1, "weight": weight} for level1, weight in weighed]


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([], ""),
        ([{"level1": "产出指标", "value": "3"}], ""),
        (rows(("产出指标", "")), "权重合计0"),
        (
            rows(("产出指标", "20"), ("效益指标", "30.5"), ("产出指标", "30分")),
            "权重合计80.5（产出指标50、效益指标30.5）",
        ),
        (rows(("产出\n指标", "１０"), ("产出指标", "十")), "权重合计10（产出指标10）"),
        ([{"weight": "40"}, {"weight": "60%"}], "权重合计100"),
    ],
)
def test_weights_are_added_up_by_family(records, words):
    assert weights_in_words(records) == words
