"""The provinces by the short names under which forms, rules and vocabularies know them."""

PROVINCES = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽"),
    *("福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州"),
    *("云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "兵团"),
)
CHOICES = tuple((name, name) for name in PROVINCES)
UNKNOWN = "“%(value)s”不是省份的规范简称，应为“河北”“湖北”“内蒙古”这样的写法，不带“省”“市”“自治区”。"


def short_name(text: str) -> str:
    """The short name of a province that is written out, such as 广西壮族自治区; empty for what is no province."""
    bare = "".join(text.split())
    return next(
        (name for name in PROVINCES if bare == name or (bare.startswith(name) and _is_long(bare, name))), ""
    )


def _is_long(text: str, name: str) -> bool:
    return text.removeprefix(name) in ("省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区")
