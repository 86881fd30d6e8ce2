"""The opinion on paper: what must be mended, explained and is advised, what was judged, and no verdict on a part."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from performance.documents.convert import write_text
from performance.documents.formats.docx.reader import read_docx
from performance.findings.batch_opinion import batch_opinion
from performance.findings.batch_summary import sections
from performance.findings.checked_file import check_file
from performance.findings.decisions import MOST_DECISIONS, decisions
from performance.findings.opinion import opinion, opinion_docx, opinion_pdf
from performance.review import (
    Finding,
    OwnerKind,
    Severity,
    TextPlace,
    Topic,
    review,
    rules,
    score_to_plain,
    scores,
)
from tests.performance.management.test_text_commands import run
from tests.performance.review.planting import both, indicator
from tests.performance.review.sound_hebei import HEBEI

FAULTY = both(
    indicator(5, value="≥90人"),
    indicator(3, 1, value="≤40万元"),
    indicator(4, value="持续提升"),
    indicator(1, name="工作合格率"),
)(HEBEI)


def text_of(printed):
    blocks = [block for part in printed.parts for block in part.blocks]
    return "\n".join(
        block.text if hasattr(block, "text") else "\n".join(cell.text for row in block.rows for cell in row)
        for block in blocks
    )


def test_it_has_three_parts_and_says_what_was_judged():
    text = text_of(opinion(FAULTY, review(FAULTY), at="2026年3月1日 10:00"))
    heads = [text.index(head) for head in ("一、必须修改", "二、须改正或说明理由", "三、建议", "审了什么")]
    assert heads == sorted(heads)
    assert "总成本指标值大于预算数" in text[heads[0] : heads[1]]
    assert "B7" in text[heads[1] : heads[2]]
    assert "三级指标名称没有指明内容（1处）" in text[heads[2] : heads[3]]
    assert "审核时间 2026年3月1日 10:00" in text
    assert "不适用：" in text


def test_nothing_found_is_said_beside_what_was_judged_and_never_of_a_part():
    assert "没有发现问题。" in text_of(opinion(HEBEI, review(HEBEI)))
    partial = text_of(opinion(HEBEI, review(HEBEI), shortfall="文件没有读全，不能作出结论"))
    assert "文件没有读全，不能作出结论" in partial
    assert "没有发现问题" not in partial


def test_decisions_come_in_the_order_of_weight_with_projects_and_money():
    found = decisions(FAULTY, review(FAULTY))
    assert [each.topic for each in found] == [Topic.MONEY, Topic.MISPLACED]
    assert found[0].projects == ("场馆展品更新（36万元）",)
    assert len(found) <= MOST_DECISIONS


def test_the_money_of_several_projects_is_summed():
    faulty = both(indicator(5, value="≥90人"), indicator(6, 1, value="≥90人"))(HEBEI)
    (decision,) = decisions(faulty, review(faulty))
    assert decision.money == Decimal("60.00")
    assert decision.where == "青少年科普巡讲（24万元）、场馆展品更新（36万元），共60万元"


def test_word_and_pdf_hold_it():
    printed = opinion(FAULTY, review(FAULTY))
    text = "".join(row.text for row in read_docx(opinion_docx(printed)).rows)
    assert "一、必须修改" in text
    assert opinion_pdf(printed).startswith(b"%PDF")


def test_a_batch_names_kinds_departments_and_repeats():
    texts = {"甲.json": FAULTY, "乙.json": HEBEI, "丙.json": HEBEI}
    files = [
        *(check_file(name, write_text(text, ".json")) for name, text in texts.items()),
        check_file("丁.txt", "各位同事：请报送。\n".encode()),
    ]
    text = text_of(batch_opinion(files))
    assert "共4份文本，读全并审核3份。" in text
    assert "“丁.txt”没有读全，不作结论。" in text
    assert "C3 总成本指标值超过预算数 1处（1份）" in text
    assert "1．405 示范市科学技术协会：错误2处" in text
    assert "乙.json、丙.json 的内容完全相同" in text


def test_a_batch_counts_a_text_once_and_says_which_kinds_it_leaves_out():
    file = check_file("甲.json", write_text(FAULTY, ".json"))
    every = tuple(replace(file.findings[0], code=rule.code, severity=Severity.ERROR) for rule in rules())
    file = replace(file, findings=every)
    (_, (_, kinds), *_) = sections([file, replace(file, name="乙.json")])
    assert kinds[0] == "内容相同的只计一次（1份没有重复计算）。"
    assert kinds[1].startswith(f"错误{len(every)}处：")
    assert kinds[1].endswith(f"；另有{len(every) - 15}类{len(every) - 15}处，见工作簿。")
    others = [replace(file, name=str(n), department=str(n), digest=str(n)) for n in range(12)]
    assert sections(others)[2][1][-1] == "另有2个部门，见工作簿。"


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_command_writes_an_opinion_for_each_file_and_one_for_all(tmp_path, suffix):
    for name, content in (("甲", FAULTY), ("乙", HEBEI)):
        (tmp_path / f"{name}.txt").write_bytes(write_text(content, ".txt"))
    files = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    run("review_text", *files, "--format", suffix, "--output", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        (f"甲-审核.{suffix}", f"乙-审核.{suffix}", f"批量审核意见.{suffix}")
    )


def test_the_command_says_what_was_judged(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(write_text(FAULTY, ".txt"))
    _, out, _ = run("review_text", path)
    assert "审了什么：" in out
    assert re.search("审核时间 20[0-9]{2}-", out)
    assert re.search("不适用：.*C6 .*（", out)
    _, out, _ = run("review_text", path, "--format", "account")
    (payload,) = json.loads(out)
    assert payload["complete"] is True
    assert {"catalogue", "rule_set", "left_out", "rules"} == payload["account"].keys()
    assert payload["findings"]


def test_the_command_says_how_well_the_projects_are_filled_in(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(write_text(FAULTY, ".txt"))
    _, out, _ = run("review_text", path)
    *_, score = scores(FAULTY, review(FAULTY))
    assert f"{score.name}：{score.arithmetic}，中位数{score.median}分" in out
    _, out, _ = run("review_text", path, "--format", "account")
    (payload,) = json.loads(out)
    assert payload["scores"][-1] == score_to_plain(score)


def pages_of(printed):
    return len(pdfium.PdfDocument(opinion_pdf(printed)))


def crowded():
    """An opinion on every kind of finding there is, with names and remedies of any length."""
    findings = [
        Finding(
            rule.code,
            severity,
            rule.title,
            TextPlace(OwnerKind.SECTION, section="示范市公共交通运营服务与车辆更新补助资金项目" * 2),
            evidence="新能源公交车更新数量",
            message=f"{rule.title}，与表样不符。",
            remedy=rule.remedy,
            topic=rule.topic,
        )
        for rule in rules()
        for severity in Severity
    ]
    return opinion(HEBEI, findings, at="2026-03-01 10:00")


def test_it_is_one_page_whatever_was_found_and_says_what_it_leaves_out():
    printed = crowded()
    assert pages_of(printed) == 1
    text = text_of(printed)
    left_out = [int(number) for number in re.findall("另有[0-9]+类([0-9]+)处，见审核工作簿", text)]
    listed = sum(int(row[2].text) for row in printed.parts[0].blocks[1].rows[1:] if len(row) > 1)
    assert listed + sum(left_out) == 2 * len(rules())
    assert "审核时间 2026-03-01 10:00" in text


def test_kinds_without_room_are_named_where_they_are_counted():
    row = next(row for row in crowded().parts[0].blocks[1].rows if row[0].text.startswith("另有"))
    assert re.fullmatch(
        "另有[0-9]+类[0-9]+处，见审核工作簿：(?:[A-Z][0-9]+ [^、]+1处、?){2,}等。", row[0].text
    )
