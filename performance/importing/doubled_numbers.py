"""Goals that bring numbers of their own to a form that prints them: kept as they are, and said before they come in."""

from __future__ import annotations

from performance.content.model import StatementContent
from performance.content.own_numbers import numbered_twice
from performance.review import rule_set_for

_NAMED = 3


def doubled_numbers(content: StatementContent) -> list[str]:
    """One sentence for all projects; the rule that asks for the numbers to go has the cure."""
    if not rule_set_for(content.province, content.edition).parameters.goals_numbered:
        return []
    named = [f"“{one.name}”" for one in content.projects if numbered_twice(one.goals)]
    if not named:
        return []
    more = f"等{len(named)}个项目" if len(named) > _NAMED else ""
    return [
        f"{'、'.join(named[:_NAMED])}{more}的绩效目标自带编号，照原样导入；印出来会与表上的编号重复，"
        "报送前检查列为错误 A19，导入后可以在“可以直接改正的问题”里一次去掉。"
    ]
