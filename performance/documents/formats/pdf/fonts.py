"""Which of the installed fonts stand for the typefaces of official documents.

The official typefaces are sold, not given away: where they are not installed, free ones of the same kind
take their place. A character that one font lacks is taken from the next in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from performance.documents.formats.unprintable import Unprintable

_SOURCE_HAN_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
)
_SOURCE_HAN_SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
)

TYPEFACES: Mapping[str, tuple[str, ...]] = {
    "xiaobiaosong": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", *_SOURCE_HAN_SERIF),
    "fangsong": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", "FandolFang"),
    "kaiti": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "LXGW WenKai", "FandolKai", "AR PL KaitiM GB"),
    "heiti": ("SimHei", "黑体", *_SOURCE_HAN_SANS, "FandolHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    "songti": ("SimSun", "NSimSun", "宋体", *_SOURCE_HAN_SERIF, "FandolSong", "AR PL UMing CN"),
}
_INSTEAD = ("songti", "heiti", "fangsong", "kaiti", "xiaobiaosong")  # whose fonts take over, in this order


class NoChineseFont(Unprintable):
    """No font of TYPEFACES is installed; the sentence says how to get one."""

    def __init__(self) -> None:
        super().__init__(
            "没有找到中文字体，不能生成 PDF。请安装一套中文字体（例如 Debian、Ubuntu 上执行 apt install fonts-noto-cjk），"
            "或者把字体文件（.ttf、.ttc、.otf）放进一个文件夹，用环境变量 FONT_FOLDER 指明该文件夹，然后重启系统。"
        )


def families_to_use(installed: Iterable[str]) -> dict[str, list[str]]:
    """For each typeface all Chinese families that are installed, the best one first. Raises NoChineseFont."""
    known = {family.casefold(): family for family in installed}
    chosen = {}
    for typeface, names in TYPEFACES.items():
        wanted = (*names, *(name for other in _INSTEAD for name in TYPEFACES[other]))
        chosen[typeface] = list(
            dict.fromkeys(known[name.casefold()] for name in wanted if name.casefold() in known)
        )
    if not all(chosen.values()):
        raise NoChineseFont
    return chosen
