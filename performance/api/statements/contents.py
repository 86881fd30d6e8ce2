"""What a statement says, in the shape that revisions keep and files carry."""

from drf_spectacular.utils import extend_schema_view

from performance.api.base.documented import CHANGING, documented
from performance.api.base.preconditions import seen_version
from performance.api.base.responses import written
from performance.api.base.views import BaseAPIView
from performance.api.statements.content_schema import STATEMENT, part_schema
from performance.api.statements.saving import save_seen
from performance.content.json import ContentError, from_plain, to_plain
from performance.content.model import StatementContent
from performance.statements.visibility import visible_content

NOUN = "绩效文本"
SHAPE = {"application/json": STATEMENT}
PART = {"application/json": part_schema(StatementContent)}
AS_KEPT = "表样印编号的栏目里自带的编号不保存；答复是保存下来的内容。"
PARTIAL = "只看得到部分项目的用户，读到的是这部分项目；写入时其余项目原样保留。"


@extend_schema_view(
    get=documented(NOUN, "文本内容", SHAPE, description=PARTIAL, etag_headers=True),
    put=documented(
        NOUN,
        "以新的内容替换草稿",
        SHAPE,
        faults=CHANGING,
        request=SHAPE,
        description=f"一次写入，要么全部，要么不写。{AS_KEPT}{PARTIAL}",
        etag_headers=True,
    ),
    patch=documented(
        NOUN,
        "修改草稿的若干部分",
        SHAPE,
        faults=CHANGING,
        request=PART,
        description=f"给出的顶层成员（cover、sections、goals、funding、projects 等）整个替换，其余不变。{AS_KEPT}",
        example={"cover": {"mark": "草案", "filled_by": "经办人"}},
        etag_headers=True,
    ),
)
class Content(BaseAPIView):
    def get(self, request, pk):
        return self._said(self.statement(pk))

    def put(self, request, pk):
        statement = self.statement(pk)
        content = from_plain(request.data)
        return self._save(statement, lambda seen: content, "替换内容")

    def patch(self, request, pk):
        statement = self.statement(pk)
        parts = members(request.data)
        return self._save(statement, lambda seen: from_plain({**to_plain(seen), **parts}), "修改部分内容")

    def _save(self, statement, change, how):
        version = seen_version(self.request)
        report = save_seen(
            statement, change, by=self.request.user, version=version, how=how, request=self.plain_request
        )
        return self._said(report.statement)

    def _said(self, statement):
        return written(visible_content(statement, self.request.user), statement.version)


def members(plain):
    """The members of an object that is to be laid over another."""
    if not isinstance(plain, dict):
        raise ContentError(["顶层：应为对象。"])
    if not plain:
        raise ContentError(["顶层：没有要修改的内容。"])
    return plain
