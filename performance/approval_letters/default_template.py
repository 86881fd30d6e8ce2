"""The template that an office begins with: the look of an official letter, in styles that Word and WPS let it change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from performance.documents.formats.docx.package import package
from performance.documents.formats.docx.page import UPRIGHT
from performance.documents.formats.docx.styles import ER_HAO, FANGSONG, SAN_HAO, SI_HAO, XIAOBIAOSONG
from performance.documents.formats.docx.text import paragraph, run, written

NAME = "批复文模板（系统默认）.docx"
_RED = "C00000"
_HEAD = 64  # half points of the name of the office above the red line
_CENTRED = '<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="{}"/><w:jc w:val="center"/>'
_RIGHT = '<w:ind w:right="640"/><w:jc w:val="right"/>'
_UNDERLINED = '<w:pBdr><w:bottom w:val="single" w:sz="{}" w:space="6" w:color="{}"/></w:pBdr>'
_TAB = '<w:tabs><w:tab w:val="right" w:pos="8845"/></w:tabs>'

# Caption, place, share of the width in percent, and the style of what stands there.
_DEPARTMENTS = (
    ("序号", "部门.序号", 8, "CellCentred"),
    ("部门", "部门.名称", 32, "CellText"),
    ("项目数", "部门.项目数", 12, "CellNumber"),
    ("预算合计", "部门.预算", 16, "CellNumber"),
    ("财政资金", "部门.财政资金", 16, "CellNumber"),
    ("其他资金", "部门.其他资金", 16, "CellNumber"),
)
_PROJECTS = (
    ("序号", "项目.序号", 8, "CellCentred"),
    ("部门", "项目.部门", 17, "CellText"),
    ("项目名称", "项目.名称", 23, "CellText"),
    ("预算数", "项目.预算", 13, "CellNumber"),
    ("绩效目标", "项目.目标", 39, "CellText"),
)
TemplateColumn = tuple[str, str, int, str]


@cache
def default_template() -> bytes:
    return package("批复文模板", _body())


def _body() -> Iterator[str]:
    yield _set("{{财政局}}文件", XIAOBIAOSONG, _HEAD, _CENTRED.format(600, 480), _RED)
    yield _set("{{文号}}\t签发人：　　　　　", FANGSONG, SAN_HAO, _UNDERLINED.format(12, _RED) + _TAB)
    title = "{{财政局}}关于批复{{预算年度}}年部门预算绩效目标的通知"
    yield _set(title, XIAOBIAOSONG, ER_HAO, _CENTRED.format(600, 480))
    yield _set("{{主送部门}}：", FANGSONG, SAN_HAO)
    yield from (_text(line) for line in _SAYING)
    yield from (_set("", FANGSONG, SAN_HAO) for _ in range(2))
    yield from (_set(line, FANGSONG, SAN_HAO, _RIGHT) for line in ("{{财政局}}（印章）", "{{成文日期}}"))
    yield from _attached("附件1", "批复部门汇总表", _DEPARTMENTS)
    yield from _attached("附件2", "批复项目清单", _PROJECTS)
    issued = _UNDERLINED.format(6, "000000") + _TAB + '<w:spacing w:before="480" w:after="0"/>'
    yield _set("{{财政局}}\t{{成文日期}}印发", FANGSONG, SI_HAO, issued)
    yield paragraph("Gap") + UPRIGHT.section(numbered=True, first=True)


_SAYING = (
    "你部门报送的{{预算年度}}年部门预算绩效目标，已经审核，现予批复。本次批复{{部门数}}个部门、{{项目数}}个项目，"
    "预算合计{{预算合计及单位}}，其中财政资金{{财政资金合计及单位}}，其他资金{{其他资金合计及单位}}。",
    "请按批复的绩效目标执行预算，开展绩效监控和绩效自评；绩效目标确需调整的，按规定程序报批。",
    "附件：1. 批复部门汇总表",
    "　　　2. 批复项目清单",
)


def _text(line: str) -> str:
    return paragraph("BodyText", run(line))


def _set(text: str, font: str, size: int, properties: str = "", colour: str = "000000") -> str:
    look = f'<w:rFonts w:eastAsia="{font}"/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    run = f'<w:t xml:space="preserve">{written(text)}</w:t>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr>{run}</w:r></w:p>"


def _attached(label: str, title: str, columns: Sequence[TemplateColumn]) -> Iterator[str]:
    yield paragraph("CoverMark", run(label), "<w:pageBreakBefore/>")
    yield paragraph("Heading1", run(title))
    yield paragraph("FormNoteRight", run("金额单位：万元"))
    widths = [UPRIGHT.text_width * share // 100 for _, _, share, _ in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = [paragraph("CellCaption", run(caption)) for caption, *_ in columns]
    places = [paragraph(style, run(f"{{{{{place}}}}}")) for _, place, _, style in columns]
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(head, widths, '<w:tblHeader/>')}{_row(places, widths)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], head: str = "") -> str:
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{drawn}</w:tr>"
