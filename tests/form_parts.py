"""What only declared forms print, with no field left at its default."""

from decimal import Decimal

from performance.content.model import FieldKind, FundLine, FundPeriod, FundSource, OwnField


def printed_beside_the_value():
    return {
        "operator": "≥",
        "unit": "次",
        "attribute": "定量",
        "direction": "正向",
        "standard": "每少一次扣1分",
        "data_source": "活动登记表",
        "evidence": "活动照片",
        "core": "核心",
        "remark": "与上年口径一致",
        "fields": (OwnField("责任科室", "科普科"), OwnField("责任科室", "办公室", position=1)),
    }


def full_funds():
    return (
        FundLine(FundSource.TOTAL, FundPeriod.WHOLE, "项目资金总额", Decimal("30.50")),
        FundLine(FundSource.CARRIED_OVER, label="上年结转资金", amount=None, printed="待定"),
        FundLine(FundSource.UNKNOWN, label="社会捐赠", amount=Decimal("0.25"), column="本年申请"),
    )


def full_own_fields():
    return (
        OwnField("测算依据", "合同单价乘以次数", group="项目概况"),
        OwnField("评审得分", "91", FieldKind.AMOUNT, "评审意见", 1),
        OwnField("", "没有栏目名称的一格", position=2),
    )
