"""What kind of reason somebody wrote, by its words: one text may be of several kinds."""

from __future__ import annotations

from collections.abc import Iterator

UNWRITTEN = "没有写原因"
OTHER = "其他原因"
KINDS = {
    "资金和拨付": ("资金", "经费", "拨付", "拨款", "支付", "结算"),
    "采购和合同": ("采购", "招标", "投标", "流标", "合同", "供应商", "中标"),
    "天气和灾害": ("暴雨", "天气", "台风", "洪", "灾", "高温", "疫情"),
    "政策和计划调整": ("政策", "调整", "取消", "压减", "机构改革", "上级"),
    "工期和进度": ("工期", "进度", "延期", "延误", "滞后", "推迟", "未完工"),
    "人员和组织": ("人员", "编制", "离职", "岗位", "统筹", "协调", "管理"),
    "需求不足": ("报名", "需求", "参与人数", "申请人数", "数量减少", "符合条件"),
    "目标设定": ("指标值", "目标值", "设定", "测算", "预估", "估计"),
}
ALL_KINDS = (*KINDS, OTHER, UNWRITTEN)


def kinds_of(reason: str) -> Iterator[str]:
    text = reason.strip()
    if not text:
        yield UNWRITTEN
        return
    found = [kind for kind, words in KINDS.items() if any(word in text for word in words)]
    yield from found or [OTHER]
