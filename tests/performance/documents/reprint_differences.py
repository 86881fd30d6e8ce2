"""Why a sample printed again differs from itself: every difference, as data."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Rows of the source that we print as other rows, empty cells left out; ``*`` is the same text in both."""

    why: str
    source: tuple[Row, ...]
    printed: tuple[Row, ...]
    times: int = 1


@dataclass(frozen=True)
class Explained:
    """Why a reprint differs. ``respelled`` cells (as we print them) differ from the source in blanks and width only.

    A ``padded`` source fills its rows with empty cells, so that only the written cells can be compared.
    """

    padded: bool = False
    respelled: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def no_title(title):
    return Change("the extract begins behind the cover, the form has a title", (), ((title,),))


EXPLAINED = {
    "dingzhou-2020": Explained(changes=(no_title("定州市科学技术协会2020年部门预算绩效文本"),)),
    "tangshan-2026": Explained(
        respelled=("其中：财政资金",), changes=(no_title("唐山市科学技术协会2026年部门预算绩效文本"),)
    ),
    "chengde-2023": Explained(
        padded=True,
        respelled=(
            "河北省承德县科学技术协会2023年部门预算绩效文本（草案）",
            "预算规模及资金用途",
            "其中：财政资金",
            "资金支出计划（%）",
            r"\d\..*绩效目标表",  # “1. ” before the name of a heading
            r"\d\.目标内容[\s\S]*",  # “1. ” before a goal; each goal stands on a line of its own
            "社会效益指标",  # labels of the upper levels as the vocabulary spells them
            "经济效益指标",
            "可持续影响指标",
            "服务对象满意度指标",
        ),
        changes=(
            Change(
                "unit and money unit stand above the table as paragraphs",
                (("731001 河北省承德县科学技术协会本级",), ("单位：万元",)),
                (("731001河北省承德县科学技术协会本级", "单位：万元"),),
                times=4,
            ),
            Change(
                "the fourth project lacks a checkpoint of the form",
                (("资金支出计划 (%)", "3 月底", "6 月底", "10 月底"),),
                (("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"),),
            ),
        ),
    ),
    "ezhou-2024": Explained(
        respelled=(
            "部门（单位）名称",
            "部门总体资金情况",
            "收入构成",
            "支出构成",
            "项目总预算",
            "整体绩效总目标",
            "长期目标：（截止2025年）",
            "长期绩效指标",
            "一级指标",
            "运行成本",
            "履职效能",
            "社会效应",
            "2022年",
        ),
        changes=(
            no_title("鄂州市科学技术协会2024年部门整体绩效目标表"),
            *(
                Change(
                    "money has two decimals",
                    (("*", "特定目标类", amount, amount, "*"),),
                    (("*", "特定目标类", f"{amount}.00", f"{amount}.00", "*"),),
                )
                for amount in ("6", "110", "54", "30")
            ),
            Change(
                "a blank line inside a cell splits its row",
                (("管理效率", "战略管理", "中长期规划相符性", "基本相符"), ("基本相符", "绩效基本型")),
                (("管理效率", "战略管理", "中长期规划相符性", "基本相符", "基本相符", "绩效基本型"),),
            ),
            Change(
                "an empty cell stands among the captions",
                (
                    (
                        "年度绩效指标",
                        "一级指标",
                        "二级指标",
                        "三级指标",
                        "指标值",
                        "指标值确定依据",
                        "指标分类",
                    ),
                ),
                (
                    (
                        "年度绩效指标",
                        "一级指标",
                        "二级指标",
                        "三级指标",
                        "指标值",
                        "指标值确定依据",
                        "指标分类",
                    ),
                ),
            ),
            Change(
                "blank lines inside three cells split their row",
                (
                    ("管理效率", "战略管理", "中长期规划相符性", "基本相符"),
                    ("基本相符",),
                    ("基本相符",),
                    ("计划标准", "绩效基本型"),
                ),
                (("管理效率", "战略管理", "中长期规划相符性", *("基本相符",) * 3, "计划标准", "绩效基本型"),),
            ),
            Change(
                "a level is printed once for all its indicators",
                (("财务管理", "会计核算规范性", "规范", "行业标准", "绩效基本型"),),
                (("会计核算规范性", "规范", "行业标准", "绩效基本型"),),
            ),
        ),
    ),
    "liupanshui-2024": Explained(
        padded=True,
        respelled=(
            "经办人：.+",
            "六盘水市科学技术协会2024年部门整体支出绩效目标表",
            r"部门\(单位\)基本情况",
            r"部门\(单位\)资金情况",
            "（2024年度）",
            r"编制单位\(盖章\)：.+",
        ),
        changes=(
            Change(
                "the title stands first, the word 编制 beside the name",
                (("附件2:",), ("*2024年预算绩效目标表",), ("*",), ("编制",)),
                (("*2024年预算绩效目标表",), ("附件2：",), ("*编制",)),
            ),
            Change("one caption for the telephone", (("联系电话（办公座机号）：*",),), (("联系电话：*",),)),
            Change(
                "the caption of the tree is missing",
                (("一级", "二级", "三级", "*", "*"),),
                (("绩效指标", "一级", "二级", "三级", "*", "*"),),
            ),
            Change(
                "a page break took the first level to a later row",
                (("数量指标", "青少年科技教育活动", "≥8次", "*"),),
                (("产出指标", "数量指标", "青少年科技教育活动", "≥8次", "*"),),
            ),
            Change(
                "what the page break left of two captions",
                (("指标", "产出指标", "举办“科创凉都”科技创新大赛", "1次", "*"),),
                (("举办“科创凉都”科技创新大赛", "1次", "*"),),
            ),
            Change(
                "money has two decimals",
                (("项目资金情况", "预算资金(元)", "750000", "*", "*"),),
                (("项目资金情况", "预算资金(元)", "750000.00", "*", "*"),),
            ),
            Change(
                "what a page break left of a caption",
                (("指标", "质量指标", "*", "10万元", "*"),),
                (("质量指标", "*", "10万元", "*"),),
            ),
            Change(
                "a page break dropped the first level, the vocabulary knows it",
                (("社会效益指标", "助力提升我市公民科学素质", "持续提升", "*"),),
                (("效益指标", "社会效益指标", "助力提升我市公民科学素质", "持续提升", "*"),),
            ),
        ),
    ),
}
