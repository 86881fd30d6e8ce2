"""What the finance office looks at when it checks a card: six lines, a hundred points. The order of the sheet is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RecheckLine:
    code: str
    label: str
    points: Decimal
    question: str


LINES = (
    RecheckLine("handed_in", "报送情况", Decimal(20), "是否按时报送，应评的项目是否都已自评？"),
    RecheckLine("form", "要素和格式", Decimal(10), "要素是否齐全，格式是否正确？"),
    RecheckLine("wording", "文字和逻辑", Decimal(10), "文字是否通顺，前后是否一致？"),
    RecheckLine("conclusion", "评价结论", Decimal(20), "结论是否正确，是否有充分的依据？"),
    RecheckLine("problems", "问题分析", Decimal(20), "失分和问题是否分析到原因？"),
    RecheckLine("advice", "改进建议", Decimal(20), "建议是否具体可行？"),
)
