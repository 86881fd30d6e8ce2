"""What leaves for the model: as the public may read it, and of persons also those whom running text alone names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from performance.content.model import StatementContent
from performance.exporting.masking import mask_of
from performance.exporting.private_numbers import HIDDEN

MASK = HIDDEN
_ANNOUNCED = re.compile(
    "(?:负责人|联系人|经办人|填报人|填表人|审核人|责任人|承办人|姓名|法定代表人|法人|收款人|户名)"
    "[\\s:：为是（(]{0,3}([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_TITLED = re.compile(
    f"([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=同志|局长|主任|科长|处长|书记|院长|校长|所长|站长|老师|医生|教授|先生|女士)"
)


def mask_for_model(whole: StatementContent) -> Callable[[str], str]:
    """The mask of a text for anything that it says of itself."""
    texts = list(_texts(whole))
    mask = mask_of(whole, {name for text in texts for name in named_in(text)})
    return lambda text: mask("", text)


def named_in(text: str) -> Iterator[str]:
    yield from (match[1] for pattern in (_ANNOUNCED, _TITLED) for match in pattern.finditer(text))


def _texts(whole: StatementContent) -> Iterator[str]:
    for project in whole.projects:
        yield from (project.name, project.purpose, *project.goals)
        for row in project.indicators:
            yield from (row.name, row.description, row.value, row.basis)
