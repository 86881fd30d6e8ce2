"""What a unit has to show when its card is spot-checked."""

REQUIRED = (
    "项目立项、批复文件",
    "预算批复和调整文件",
    "资金支付凭证和明细账",
    "合同和采购文件",
    "验收、完工资料",
    "满意度调查的问卷和汇总",
    "其他完成值的计算依据",
)
