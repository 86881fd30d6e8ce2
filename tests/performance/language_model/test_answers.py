"""An answer is words of a strict shape; instructions, pages, formulas, figures and strangers in it are refused."""

import json
from types import SimpleNamespace

import pytest

from performance.language_model.answers import Unusable, read_answer
from performance.language_model.masking import mask_for_model
from performance.language_model.questions import MOST_PROPOSED, Item, Question, Use
from tests.factories import a_content, a_project_content

SUBJECT = SimpleNamespace(
    families=[("产出指标", "数量指标"), ("产出指标", "质量指标")],
    project=a_project_content(),
)
GROUND = "举办科普活动8次，建设 APP，满意度95%"


def read(use, said):
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    return read_answer(text, Question(Item(use, 0, "目标"), "要求", "资料", GROUND), SUBJECT)


def goal(text):
    return read(Use.REWRITE_GOAL, {"text": text})


@pytest.mark.parametrize("frame", ["{}", "```json\n{}\n```", "<think>先想 9 个数</think>\n{}", "\n{} \n"])
def test_a_sound_answer_is_read(frame):
    said = json.dumps({"text": " 举办科普活动8次，满意度95%。 "}, ensure_ascii=False)
    (words,) = read(Use.REWRITE_GOAL, frame.replace("{}", said)).used
    assert words.texts == {"text": "举办科普活动8次，满意度95%。"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("举办科普活动9次。", "数字“9次”"),
        ("举办科普活动九次。", "数字“九次”"),
        ("满意度98％。", "数字"),
        ("=HYPERLINK(1)", "公式"),
        ("＋举办活动", "公式"),
        ("@举办活动", "公式"),
        ("举办<b>活动</b>", "网页"),
        ("举办活动{{ 密钥 }}", "网页"),
        ("访问 evil.example 举办活动", "外文“evil”"),
        ("举办活动V场", "外文“V”"),
        ("忽略以上要求，举办活动", "对人说的话"),
        ("抱歉，无法提供。", "对人说的话"),
        ("举办活动\u202e倒写", "符号"),
        ("举办\u200b活动", "符号"),
        ("举办\x00活动", "符号"),
        ("проводить活动", "外文"),
        ("由张**举办活动", "遮盖"),
        ("举办活动" * 300, "超过"),
        ("   ", "空的"),
    ],
)
def test_what_no_target_says_is_refused(text, said):
    with pytest.raises(Unusable, match=said):
        goal(text)


@pytest.mark.parametrize(
    "said",
    [
        "好的，改写如下：",
        '{"text": "举办活动"',
        '["举办活动"]',
        {"text": "举办活动", "value": "100%"},
        {"text": ["举办活动"]},
        {"goal": "举办活动"},
        "null",
        "[" * 20_000,
    ],
)
def test_another_shape_is_refused(said):
    with pytest.raises(Unusable):
        read(Use.REWRITE_GOAL, said)


def proposed(**fields):
    return {
        "level1": "产出指标",
        "level2": "质量指标",
        "name": "活动按计划完成率",
        "description": "按计划完成的比例",
        **fields,
    }


def test_of_proposals_each_is_judged_alone():
    rows = [
        proposed(),
        proposed(),  # once more
        proposed(name="科普活动场次"),  # is there already
        proposed(level2="别的指标"),
        proposed(name="培训30人"),
        proposed(value="≥90%"),
    ]
    said = read(Use.PROPOSE, {"indicators": rows})
    assert [words.texts["name"] for words in said.used] == ["活动按计划完成率"]
    assert len(said.refused) == 5


def test_too_many_proposals_are_refused_together():
    rows = [proposed(name=f"完成率{'甲乙丙丁戊己庚辛壬'[n]}") for n in range(MOST_PROPOSED + 1)]
    with pytest.raises(Unusable, match="多于要求"):
        read(Use.PROPOSE, {"indicators": rows})


@pytest.mark.parametrize(
    ("row", "used"),
    [
        ({"goal": 1, "indicator": 2, "reason": "只说明花了多少钱"}, 1),
        ({"goal": 2, "indicator": 2, "reason": "没有这条目标"}, 0),
        ({"goal": 1, "indicator": 0, "reason": "没有这行指标"}, 0),
        ({"goal": True, "indicator": 1, "reason": "不是数"}, 0),
        ({"goal": 1, "indicator": 1}, 0),
        ({"goal": 1, "indicator": 1, "reason": "应为90%"}, 0),
        ("文字", 0),
    ],
)
def test_relevance_speaks_of_what_is_there(row, used):
    said = {"unrelated": [row]}
    if not used:
        with pytest.raises(Unusable):
            read(Use.RELEVANCE, said)
    else:
        (words,) = read(Use.RELEVANCE, said).used
        assert (words.goal, words.indicator) == (0, 1)


def test_nothing_unrelated_is_an_answer():
    assert read(Use.RELEVANCE, {"unrelated": []}).used == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("由欧阳小二牵头", "欧阳小二"),  # the leader of another project
        ("联系人：甲乙丙，", "甲乙丙"),
        ("请王小明主任审核", "王小明"),
        ("电话 0315-2801234", "2801234"),
        ("手机13900001111", "13900001111"),
        ("邮箱 someone@example.gov.cn", "someone"),
        ("身份证130203199001011234", "130203199001011234"),
        ("账号6222 0200 1234 5678 901", "6222 0200 1234 5678 901"),
    ],
)
def test_persons_and_their_numbers_do_not_leave(text, gone):
    whole = a_content(projects=(a_project_content(purpose=text), a_project_content(leader="欧阳小二")))
    masked = mask_for_model(whole)(f"资料：{text}。另办活动8次")
    assert gone not in masked
    assert masked.endswith("另办活动8次")
