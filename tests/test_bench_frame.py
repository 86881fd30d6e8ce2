"""The frame of the benchmarks itself: order, comparison, ratios, and the files it writes."""

import json

import pytest

from bench import table
from bench.frame import (
    BENCHMARKS,
    MEGABYTES,
    Apart,
    Benchmark,
    Measured,
    Race,
    Unequal,
    benchmark,
    measure,
)


def bench(race: Race, **choices) -> Benchmark:
    return Benchmark("任一", "", 1.0, lambda: race, **{"rounds": 5, **choices})


def test_sides_run_in_turn_and_every_other_round_the_other_way_round():
    ran = []
    race = Race(
        lambda: ran.append("甲"), lambda: ran.append("乙"), None, peers={"丙": lambda: ran.append("丙")}
    )
    measure(bench(race, peer_rounds=2))
    assert "".join(ran) == "甲乙" + "甲乙丙" + "丙乙甲" + "甲乙" + "乙甲" + "甲乙"


@pytest.mark.parametrize(
    "race",
    [
        Race(lambda: 1, lambda: 2, says=str),
        Race(lambda: 1, (lambda: 1, lambda: 2), says=str),
        Race(lambda: 1, lambda: 1, says=str, peers={"丙": lambda: 2}),
    ],
)
def test_a_race_between_unequals_is_not_run(race):
    with pytest.raises(Unequal):
        measure(bench(race))


def test_the_ratio_is_that_of_the_medians_to_the_lowest_floor_for_equal_work():
    sizes = iter([0, 10, 20, 60, 20, 30])  # the first only warms up
    race = Race(
        lambda: next(sizes), (lambda: 8, lambda: 4), None, times_the_work=10, peers={"丙": "没有装。"}
    )
    measured = measure(bench(race, gauge=MEGABYTES))
    assert measured.result == {
        "name": "任一", "ratio": 0.5, "goal": 1.0, "unit": "MB", "this": 2, "floor": 4, "n": 5,
    }  # fmt: skip
    assert (measured.spread, measured.peers) == ((0.25, 1.5), {"丙": "没有装。"})


def test_what_a_race_opens_is_closed_after_it():
    events = []

    def prepare():
        events.append("开")
        yield Race(lambda: 0, lambda: 1, None)
        events.append("关")

    measure(Benchmark("任一", "", 1.0, prepare, rounds=5, gauge=MEGABYTES))
    assert events == ["开", "关"]


def test_a_median_of_few_rounds_is_refused():
    with pytest.raises(ValueError, match="fewer"):
        benchmark("太少", "", goal=1.0, rounds=4)(lambda: None)


def test_results_on_file_keep_their_shape_and_what_was_not_run(tmp_path, monkeypatch):
    for name in ("FOLDER", "RESULTS", "PEERS"):
        monkeypatch.setattr(table, name, tmp_path / f"{name.lower()}.json")
    monkeypatch.setitem(BENCHMARKS, "甲", bench(Race(lambda: 0, lambda: 0, None)))
    monkeypatch.setitem(BENCHMARKS, "乙", bench(Race(lambda: 0, lambda: 0, None)))
    shape = {"ratio": 1.5, "goal": 2.0, "unit": "ms", "this": 3.0, "floor": 2.0, "n": 5}
    table.keep([Measured({"name": "乙", **shape}, (1, 2), {"丙": 9.0})])
    table.keep([Measured({"name": "甲", **shape}, (1, 2), {})])
    payload = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert payload == {"results": [{"name": "甲", **shape}, {"name": "乙", **shape}]}
    assert json.loads((tmp_path / "peers.json").read_text(encoding="utf-8")) == {"乙": {"丙": 9.0}}


def test_a_peer_apart_is_told_by_its_share_and_not_compared():
    race = Race(lambda: 1, lambda: 1, str, peers={"丙": Apart(lambda: 3, times=10)})
    assert measure(bench(race, gauge=MEGABYTES)).peers == {"丙": 30}
