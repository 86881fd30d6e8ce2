"""What kind of spending a project is, by the words of its name: similar projects are measured alike."""

from __future__ import annotations

from collections.abc import Collection

from indicators.text import normalise_label, words

# The first class of which a word stands in the name; the more telling words come first.
WORDS_OF_CLASS = {
    "信息系统": words("信息化 信息系统 系统 平台 软件 网络 网站 数字 数据 机房 运维"),
    "培训": words("培训 研修 轮训"),
    "会议": words("会议 大会 年会 全会 两会 论坛"),
    "宣传": words("宣传 科普 普及 展览 刊物 公益广告 文化活动 主题活动"),
    "慰问": words("慰问 走访 送温暖 抚恤 关爱"),
    "调查": words("调查 普查 统计 监测 调研 课题 规划编制 评估"),
    "劳务": words("劳务 聘用 购买服务 公益性岗位 派遣 社工 志愿 保安 物业"),
    "设备购置": words("购置 采购 设备 装备 车辆 家具"),
    "工程": words("工程 建设 维修 改造 修缮 装修 绿化 治理"),
    "奖补": words("奖补 补助 补贴 奖励 资助 救助 扶持 以奖代补"),
    "日常运转": words("运转 运行 公用 办公 经费 交通费 工作经费 值班"),
}
WHOLE_DEPARTMENT = "部门整体"
PROJECT_CLASSES = (*WORDS_OF_CLASS, WHOLE_DEPARTMENT)


def class_of(project_name: str) -> str:
    """The class of a project, or nothing where its name does not tell."""
    name = normalise_label(project_name)
    return next((kind for kind, found in WORDS_OF_CLASS.items() if any(word in name for word in found)), "")


def kind_among(kinds: Collection[str], project_name: str) -> str:
    """Which of the kinds that somebody has named a project is: the longest that its name holds, else its class."""
    name = normalise_label(project_name)
    named = sorted(
        (kind for kind in kinds if normalise_label(kind) in name), key=lambda kind: (-len(kind), kind)
    )
    return next(iter(named), "") or next((kind for kind in kinds if kind == class_of(project_name)), "")
