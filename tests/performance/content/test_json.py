"""Content as JSON: what is not a content is named by its path, all at once, and nothing strange gets in."""

import json
from dataclasses import replace

import pytest

from performance.content.json import (
    ContentError,
    ContentLoader,
    dump_content,
    from_plain,
    load_content,
    to_plain,
)
from performance.content.model import ProjectContent, StatementContent
from tests.factories import a_content

SOUND = json.loads(dump_content(a_content()))


def spoilt(**members):
    return SOUND | {"projects": [SOUND["projects"][0] | members]}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"budget": 1.5}, ".projects[0].budget：应为数字文字"),
        ({"budget": "1E+999999999"}, ".projects[0].budget：应为数字文字"),
        ({"budget": "NaN"}, ".projects[0].budget：应为数字文字"),
        ({"budget": "1" * 21}, ".projects[0].budget：应为数字文字"),
        ({"budget": "１２"}, ".projects[0].budget：应为数字文字"),
        ({"budget": True}, ".projects[0].budget：应为数字文字"),
        ({"name": 7}, ".projects[0].name：应为文字"),
        ({"name": "甲\x00"}, ".projects[0].name：含有不能保存的字符（U+0000）"),
        ({"name": "甲\ud800"}, ".projects[0].name：含有不能保存的字符（U+D800）"),
        ({"goals": "一条"}, ".projects[0].goals：应为列表"),
        ({"goals": [None]}, ".projects[0].goals[0]：应为文字"),
        ({"spending_plan": []}, ".projects[0].spending_plan：应为对象"),
        ({"spending_plan": {"mode": "guess"}}, ".projects[0].spending_plan.mode：不认识“guess”"),
        (
            {"indicators": [{"level1": "产出指标", "level2": "数量指标"}]},
            ".projects[0].indicators[0].name：缺少这一项",
        ),
        ({"secret": 1}, ".projects[0].secret：没有这一项"),
    ],
)
def test_each_fault_is_named_by_its_path(members, expected):
    with pytest.raises(ContentError) as refusal:
        from_plain(spoilt(**members))
    assert len(refusal.value.problems) == 1
    assert refusal.value.problems[0].startswith(expected)


def test_all_faults_are_named_at_once():
    with pytest.raises(ContentError) as refusal:
        from_plain(spoilt(budget="x", name=7, secret=1))
    assert len(refusal.value.problems) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"province": "河北", "province": "河北"}', "重复的键"),
        ('{"province": NaN}', "不接受 NaN"),
        ("[" * 100_000, "不是有效的 JSON"),
        ("null", "应为对象"),
    ],
)
def test_json_that_two_readers_could_read_differently_is_refused(text, expected):
    with pytest.raises(ContentError, match=expected):
        load_content(text)


@pytest.mark.parametrize(
    "text", ["", "".join(map(chr, range(0x20, 0x300))), '"\\/\t\n\r', "\u2028\u2029\ufeff", "甲𠮷🀄", "<&>' "]
)
def test_what_is_kept_is_byte_for_byte_what_the_standard_library_writes(text):
    """Kept texts are known by their digests, those of years ago too."""
    content = a_content(department_name=text, projects=())
    written = json.dumps(to_plain(content), ensure_ascii=False, indent=2) + "\n"
    assert dump_content(content) == written
    assert load_content(written) == content


@pytest.mark.parametrize("budget", ["0.00", "-1.50", "37.505", "0.123456", 12])
def test_a_plain_number_is_kept_exactly(budget):
    content = from_plain(spoilt(budget=budget))
    assert str(content.projects[0].budget) == str(budget)
    assert load_content(dump_content(content)) == content


def test_contents_that_are_much_alike_share_their_projects_and_say_the_same():
    first = StatementContent(
        "河北", "2023", 2026, projects=(ProjectContent(code="1"), ProjectContent(code="2"))
    )
    second = replace(first, projects=(first.projects[0], replace(first.projects[1], name="改名")))
    loader = ContentLoader()
    read = [loader.load(dump_content(content)) for content in (first, second)]
    assert read == [first, second]
    assert read[0].projects[0] is read[1].projects[0]


@pytest.mark.parametrize("text", ["[]", '{"projects": 1}', '{"projects": [{"nonsense": 1}]}'])
def test_a_loader_refuses_what_is_no_content(text):
    with pytest.raises(ContentError):
        ContentLoader().load(text)
