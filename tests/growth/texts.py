"""Texts that make a careless pattern or loop slow: each grows by repeating what some step of a reader begins with."""

from __future__ import annotations

import random
from collections.abc import Callable

Text = Callable[[int], str]  # of a wanted length

# Repeated to the wanted length. Most begin what some rule, reader or mask looks for, and never end it.
REPEATED = (
    "1", "12.", "1.", ".1", "1,000", "1-", "1-2", "1—", "1～2", "1至", "1万", "1万余", "1余", "1.1万多", "约1", "约", "1左",
    "2026年", "2025年", "2025", "20", "2025-01-01至", "1月", "（1）", "(1)", "1、", "1）", "目标1：", "目标内容1", "目标", "\n1.",
    "\n一、", "。1、", "；1.", "\n", " ", "\u3000", "\t\n ", "（", "）", "（(", "()", "《", "》", "“", "”", "【", "[", "〔", "《1", "（1",
    "[2025年", "*", "≥*", "≥", "≤1", "不少于", "不少于1", "不少于1个", "X", "xX", "×", "_", "…", "示例", "□", "�", "的", "的的",
    "了", "和和", "。", "，", "、", "，。", "；", "推形成", "一", "一二三", "举办了", "作出", "作出了积极", "得到了", "参加级", "每次", "率",
    "%", "1%", "1%以", "元", "1万元", "1个", "1人次", "个", "为指导", "省财政厅", "印刷费", "为", "达到", "总计达1", "负责组织",
    "电话", "电话：", "话：1", "电话：(", "138", "138 ", "13800001", "010-", "(0", "130200", "130200P", "13020026P0", "a", "A1",
    "a1_", "转", "微信QQ", "—", "-", "--", "/", ":", "：", "·", "\x0b", "\u200b", "\u202e", "😀", "İ", "𝟙", "１", "，１", "=", "=1+1",
)  # fmt: skip
# Never the same twice in a row: what is compared pairwise finds no quick answer.
VARIED = {
    "numbers": lambda number: f"{number}",
    "counted": lambda number: f"举办第{number}次培训{number}场",
    "amounts": lambda number: f"\n{number % 99}、安排{number}.{number % 100:02}万元",
    "amounts of one sentence": lambda number: f"，2026年安排{number}.{number % 100:02}万元",
    "clauses": lambda number: f"，第{number}项工作",
    "sentences": lambda number: f"完成第{number}项重点工作任务。",
    "listed": lambda number: f"\n{number % 99}.完成第{number}项重点工作任务。",
    "promised": lambda number: f"目标{number}：引进专家{number}名\n",
    "brackets": lambda number: f"（{number}",
    "years": lambda number: f"{2000 + number % 100}年",
    "words": lambda number: f"word{number} ",
    "dates": lambda number: f"2026.{number % 12 + 1}.{number % 28 + 1}；",
}  # fmt: skip


def repeated(unit: str) -> Text:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def varied(piece: Callable[[int], str]) -> Text:
    def text(size: int) -> str:
        pieces: list[str] = []
        while size > 0:
            pieces.append(piece(len(pieces)))
            size -= len(pieces[-1])
        return "".join(pieces)

    return text


def scattered(seed: int, letters: str) -> Text:
    return lambda size: "".join(random.Random(seed).choices(letters, k=size))  # noqa: S311


TEXTS: dict[str, Text] = (
    {f"repeated {unit!r}": repeated(unit) for unit in REPEATED}
    | {f"varied {name}": varied(piece) for name, piece in VARIED.items()}
    | {
        "scattered Chinese": scattered(1, "".join(map(chr, range(0x4E00, 0x5E00)))),
        "scattered digits": scattered(2, "0123456789"),
        "scattered marks": scattered(3, "0123456789.,-—（）()《》“”，。；：、 \n年月日万元个次多余约目标"),
        "scattered two": scattered(4, "的了"),
        "scattered numerals": scattered(5, "一二三八〇零幺壹"),
        "scattered plates": scattered(6, "京冀津A1B2C3·学警"),
        "scattered addresses": scattered(7, "艾特点@#.vV信号wang"),
    }
)
