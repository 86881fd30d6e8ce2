"""Words that are chosen from a list: forms, lists, interface, workbooks and rules read the same ones.

Published texts have other words too. Those are kept as they are printed and complained of; nobody writes new ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

PROJECT_CLASSES = ("人员类", "运转类", "运转类公用经费项目", "运转类其他项目", "特定目标类")
CONTINUITIES = ("新增项目", "延续项目", "一次性项目", "阶段性项目", "经常性项目", "长期项目", "其他")
FUND_NATURES = (
    "一般公共预算安排",
    "政府性基金预算安排",
    "国有资本经营预算安排",
    "财政专户管理资金",
    "单位资金",
)
FUND_NATURE_WORDS = (
    *("公共预算", "公共财政", "财政拨款", "财政资金", "基金预算", "政府性基金", "国有资本", "国资预算"),
    *("专户", "单位资金", "事业收入", "经营收入", "自有资金", "自筹", "上级", "债券"),
)
OF_PROJECT: Mapping[str, tuple[str, ...]] = {
    "project_class": PROJECT_CLASSES,
    "continuity": CONTINUITIES,
    "fund_nature": FUND_NATURES,
}


def refusal(text: str, words: Collection[str], stored: Collection[str] = ()) -> str:
    """Why a word is not one of its list, or nothing; what is ``stored`` already may stay."""
    if not text.strip() or text in words or text in stored:
        return ""
    return f"“{text}”应为{'、'.join(words)}之一。"
