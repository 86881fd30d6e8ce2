"""The shipped schemes hold together, what is wrong in a file is named, and docs/scoring.md says what they say."""

from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import call_command

from performance.scoring.document import scoring_page
from performance.scoring.scheme_files import SHIPPED, WrongScheme, read_scheme, shipped_schemes
from tests.performance.odd_declarations import odd_declarations

SOUND = (SHIPPED / "national-2020.toml").read_text(encoding="utf-8")


def test_every_file_is_a_scheme_of_a_hundred_points():
    assert set(shipped_schemes()) == {path.stem for path in SHIPPED.iterdir()}
    for scheme in shipped_schemes().values():
        indicators = sum(family.points for family in scheme.families) or scheme.indicator_points
        assert scheme.execution + indicators + sum(part.points for part in scheme.parts) == 100


def test_what_is_uncertain_says_so():
    for scheme in shipped_schemes().values():
        assert scheme.unverified == ("待核" in scheme.description)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("points = 50", "points = 60", "合计应为90"),
        ('passes = { "效益" = 10 }', 'passes = { "别的" = 10 }', "转给了没有的“别的”"),
        ('passes = { "效益" = 10 }', 'passes = { "效益" = 9 }', "转出的分值合计应为10"),
        ('kinds = ["outcome"]', 'kinds = ["output"]', "列在两处"),
        ('kinds = ["outcome"]', 'kinds = ["wishes"]', "读不懂"),
        ("execution = 10\n", "", "缺“execution”"),
        ("execution = 10\n", 'execution = "10"\n', "“execution”的类型不对"),
        ("execution = 10\n", "execution = 10\nbonus = 5\n", "多出“bonus”"),
        ("at_least = 0", "at_least = 10", "到 0 为止"),
        ("at_least = 80", "at_least = 95", "从高到低"),
        ("low = 80", "low = 70", "一档接一档"),
        ('"未达成",', '"未达成", "达成",', "等次词列在两档"),
        ('at_most = "inverse"', 'at_most = "somehow"', "读不懂"),
        ("points = 50", "points = true", "应为 0 至 1000 的数"),
        ("points = 50", "points = -50", "应为 0 至 1000 的数"),
        ("points = 50", "points = nan", "应为 0 至 1000 的数"),
        ("decimals = 2", "decimals = 999999", "小数应为 0 至 4 位"),
    ],
)
def test_a_faulty_file_is_refused_by_name(before, after, problem):
    assert before in SOUND
    with pytest.raises(WrongScheme, match=problem) as refused:
        read_scheme("mine", SOUND.replace(before, after, 1))
    assert str(refused.value).startswith("mine：")


def test_whatever_stands_in_a_file_is_used_or_refused_in_words():
    for text in odd_declarations(SOUND, every=3):
        with suppress(WrongScheme):
            read_scheme("mine", text)


def test_all_faults_are_named_at_once():
    with pytest.raises(WrongScheme) as refused:
        read_scheme("mine", "bonus = 5")
    assert str(refused.value).count("\n") >= 5


def test_the_page_about_scoring_is_current():
    page = (settings.BASE_DIR / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert page == scoring_page(), "run manage.py write_scoring_doc"


def test_the_command_writes_the_page(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    call_command("write_scoring_doc")
    assert (tmp_path / "docs" / "scoring.md").read_text(encoding="utf-8") == scoring_page()
    assert "docs/scoring.md" in capsys.readouterr().out
