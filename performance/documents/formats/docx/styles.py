"""The look of the Word text: named styles with the fonts of official documents, so that an office can adjust them."""

from __future__ import annotations

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

XIAOBIAOSONG, HEITI, KAITI, FANGSONG, SONGTI = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
ER_HAO, SAN_HAO, SI_HAO, WU_HAO = 44, 32, 28, 21  # 二号, 三号, 四号, 五号 in half points

_OFF_GRID = '<w:snapToGrid w:val="0"/>'  # the lines of the page are those of its running text
_CENTRED = '<w:jc w:val="center"/>'
_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8845"/></w:tabs>'
_TIGHT = '<w:spacing w:val="-5"/>'  # a line of 156 mm holds 27 characters of 三号 and a little more
_SPACED = '<w:spacing w:before="{}" w:after="{}"/>'
_LINE = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _font(name: str, size: int, spacing: str = "") -> str:
    return f'<w:rFonts w:eastAsia="{name}"/>{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _style(identity: str, name: str, font: str, properties: str = "", more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{more}<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{font}</w:rPr></w:style>"
    )


def _heading(level: int, font: str, properties: str) -> str:
    keep_next = "<w:keepNext/>"
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    following = '<w:next w:val="BodyText"/>'
    return _style(f"Heading{level}", f"heading {level}", font, keep_next + properties + outline, following)


def _contents_line(level: int) -> str:
    indent = f'<w:ind w:left="{(level - 1) * 280}" w:right="567"/>'
    font = _font(HEITI if level == 1 else FANGSONG, SI_HAO)
    return _style(f"TOC{level}", f"toc {level}", font, _LEADER + _OFF_GRID + _SPACED.format(40, 40) + indent)


def _cell(identity: str, name: str, alignment: str, font: str = SONGTI) -> str:
    look = f'{_OFF_GRID}<w:jc w:val="{alignment}"/>'
    return _style(identity, name, _font(font, WU_HAO), look)


def styles_xml() -> str:
    default = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
        f'w:eastAsia="{FANGSONG}" w:hint="eastAsia"/>'
    )
    return "".join((
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{default}<w:sz w:val="{SAN_HAO}"/>',
        f'<w:szCs w:val="{SAN_HAO}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>',
        '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">',
        '<w:name w:val="Normal"/><w:qFormat/></w:style>',
        _style("Title", "Title", _font(XIAOBIAOSONG, ER_HAO), _OFF_GRID + _SPACED.format(3600, 3600) + _CENTRED),
        _style("CoverMark", "封面附件号", _font(HEITI, SAN_HAO), _OFF_GRID),
        _style("CoverLine", "封面署名", _font(FANGSONG, SAN_HAO), _OFF_GRID + _SPACED.format(120, 120) + _CENTRED),
        _style("TOCHeading", "TOC Heading", _font(XIAOBIAOSONG, ER_HAO), _OFF_GRID + _SPACED.format(0, 360) + _CENTRED),
        *map(_contents_line, (1, 2, 3)),
        _heading(1, _font(XIAOBIAOSONG, ER_HAO), _OFF_GRID + _SPACED.format(240, 360) + _CENTRED),
        _heading(2, _font(HEITI, SAN_HAO), _TWO_CHARACTERS),
        _heading(3, _font(HEITI, SAN_HAO), _OFF_GRID + _SPACED.format(0, 160) + _CENTRED),
        _style("FormTitle", "表题", _font(XIAOBIAOSONG, SAN_HAO), f"<w:keepNext/>{_OFF_GRID}" + _SPACED.format(0, 120) + _CENTRED
               + '<w:outlineLvl w:val="0"/>'),
        _style("BodyText", "Body Text", _font(FANGSONG, SAN_HAO, _TIGHT), _TWO_CHARACTERS + '<w:jc w:val="both"/>'),
        _style("BodyTitle", "正文二级标题", _font(KAITI, SAN_HAO, _TIGHT), "<w:keepNext/>" + _TWO_CHARACTERS),
        *(
            _style(f"FormNote{side}", f"表注{name}", _font(SONGTI, 24), f"<w:keepNext/>{_OFF_GRID}"
                   + _SPACED.format(0, 80) + f'<w:jc w:val="{alignment}"/>')
            for side, name, alignment in (("Left", "居左", "left"), ("Centre", "居中", "center"), ("Right", "居右", "right"))
        ),
        _style("FormNoteBelow", "表下附注", _font(SONGTI, 24), _OFF_GRID + _SPACED.format(80, 0) + '<w:jc w:val="left"/>'),
        _cell("CellCaption", "表格栏目", "center", HEITI),
        _cell("CellText", "表格文字", "left"),
        _cell("CellCentred", "表格居中", "center"),
        _cell("CellNumber", "表格数字", "right"),
        _style("Gap", "间隔", '<w:sz w:val="2"/><w:szCs w:val="2"/>',
               _OFF_GRID + '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'),
        _style("Footer", "footer", _font(SONGTI, SI_HAO), _OFF_GRID + _CENTRED),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
        '<w:style w:type="table" w:styleId="Form"><w:name w:val="绩效表"/><w:basedOn w:val="TableNormal"/><w:tblPr>',
        "<w:tblBorders>", *map(_LINE.format, _SIDES), "</w:tblBorders><w:tblCellMar>",
        *(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in
          (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))),
        "</w:tblCellMar></w:tblPr></w:style></w:styles>",
    ))  # fmt: skip
