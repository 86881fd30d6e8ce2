"""Comments on a statement, made, answered, resolved and reopened."""

from collections import defaultdict

from django.db import transaction
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from performance.api.base.documented import ADDING, CHANGING, documented
from performance.api.base.fields import StrictCharField, StrictIntegerField
from performance.api.base.filters import IdFilter
from performance.api.base.preconditions import require_version
from performance.api.base.value_rows import ValuesList, ValuesView
from performance.api.base.views import etag_headers
from performance.comments.anchors import Spot, row_at
from performance.comments.drafts import send
from performance.comments.services import add_comment, answer, reopen, resolve
from performance.models import (
    Anchor,
    Audience,
    Comment,
    CommentReply,
    CommentState,
    PerformanceStatement,
    Side,
)
from performance.self_evaluation.commenting import comment_on_card

NOUN = "批注"
LONGEST = 5000


class ReplySerializer(serializers.ModelSerializer):
    author = serializers.CharField(source="author.username", help_text="答复人")

    class Meta:
        model = CommentReply
        fields = read_only_fields = ("id", "text", "state", "author", "at")


class CommentSerializer(serializers.ModelSerializer):
    author = serializers.CharField(source="author.username", help_text="批注人")

    class Meta:
        model = Comment
        fields = read_only_fields = (
            *("id", "statement", "unit", "anchor", "row", "field", "place", "text", "author", "side"),
            *("state", "audience", "round", "at"),
        )


class CommentWithRepliesSerializer(CommentSerializer):
    version = serializers.IntegerField(help_text="版次；答复一次加一，即 ETag。")
    replies = ReplySerializer(many=True)

    class Meta(CommentSerializer.Meta):
        fields = read_only_fields = (*CommentSerializer.Meta.fields, "version", "replies")


class NewCommentSerializer(serializers.Serializer):
    statement = StrictIntegerField(min_value=1, max_value=LARGEST_KEY, help_text="绩效文本")
    anchor = serializers.ChoiceField(Anchor, default=Anchor.STATEMENT, help_text="批注对象")
    row = StrictIntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        required=False,
        allow_null=True,
        help_text="所在行的编号；自评表的批注为自评表的编号",
    )
    field = StrictCharField(
        max_length=60, required=False, allow_blank=True, help_text="栏目；自评表的见该表的 comment-fields"
    )
    text = StrictCharField(max_length=LONGEST, help_text="批注")
    audience = serializers.ChoiceField(
        Audience, default=Audience.EVERYBODY, help_text="谁可以看；仅本方审核人的，填报的人看不到。"
    )
    draft = serializers.BooleanField(
        default=False, help_text="存为草稿：发出以前只有本人看得到，退回时一并发出。"
    )


class SayingSerializer(serializers.Serializer):
    text = StrictCharField(max_length=LONGEST, required=False, allow_blank=True, default="")


class CommentFilter(filters.FilterSet):
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    unit = IdFilter(field_name="unit_id", label="预算单位")
    state = filters.ChoiceFilter(choices=CommentState, label="状态")
    side = filters.ChoiceFilter(choices=Side, label="批注方")
    anchor = filters.ChoiceFilter(choices=Anchor, label="批注对象")
    row = IdFilter(field_name="row", label="所在行；与批注对象一起用")
    audience = filters.ChoiceFilter(choices=Audience, label="谁可以看")


class Comments:
    serializer_class = CommentSerializer

    def visible(self):
        return Comment.objects.visible_to(self.request.user)

    def with_replies(self, rows):
        replies = defaultdict(list)
        found = CommentReply.objects.filter(comment__in=[row["id"] for row in rows])
        for reply in found.values("comment_id", "id", "text", "state", "author__username", "at"):
            replies[reply.pop("comment_id")].append({**reply, "author": reply.pop("author__username")})
        return [
            {**row, "version": len(replies[row["id"]]) + 1, "replies": replies[row["id"]]} for row in rows
        ]


@extend_schema_view(
    get=documented(NOUN, "批注列表", CommentWithRepliesSerializer(many=True)),
    post=documented(
        NOUN,
        "提出批注",
        CommentWithRepliesSerializer,
        status=201,
        faults=ADDING,
        request=NewCommentSerializer,
        example={"statement": 1, "anchor": "statement", "text": "请补充部门职能。"},
        etag_headers=True,
    ),
)
class CommentList(Comments, ValuesList):
    filterset_class = CommentFilter
    search_fields = ("place", "text")
    ordering_fields = ("id", "at")

    def get(self, request):
        return self.get_paginated_response(self.with_replies(self.page(request)))

    def post(self, request):
        serializer = NewCommentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        spot = Spot(given["anchor"], given.get("row"), given.get("field", ""))
        statement = self._statement(given["statement"])
        arguments = {
            **{name: given[name] for name in ("text", "audience", "draft")},
            "by": request.user,
            "request": self.plain_request,
        }
        if spot.anchor == Anchor.EVALUATION:
            card, _ = row_at(Spot(spot.anchor, spot.row), statement, request.user)
            comment = comment_on_card(card, field=spot.field, **arguments)
        else:
            comment = add_comment(statement, spot=spot, **arguments)
        (row,) = self.with_replies([self.one(pk=comment.pk)])
        return Response(row, status=status.HTTP_201_CREATED, headers=etag_headers(row["version"]))

    def _statement(self, pk):
        visible = PerformanceStatement.objects.visible_to(self.request.user)
        statement = visible.select_related("department").filter(pk=pk).first()
        if statement is None:
            raise ValidationError({"statement": ["没有这份文本，或不在您的可见范围。"]})
        return statement


@extend_schema_view(get=documented(NOUN, "一条批注及其答复", CommentWithRepliesSerializer, etag_headers=True))
class CommentDetail(Comments, ValuesView):
    filter_backends = ()
    pagination_class = None

    def get(self, request, pk):
        return self.told(pk)

    def told(self, pk):
        (row,) = self.with_replies([self.one(pk=pk)])
        return Response(row, headers=etag_headers(row["version"]))


class Saying(CommentDetail):
    """``said`` is what is done with the comment."""

    http_method_names = ("post",)
    said = None

    @transaction.atomic
    def post(self, request, pk):
        """Held until it is done: of several who answer on one version, one is first."""
        comments = self.visible().select_related("statement__department", "unit", "author")
        comment = comments.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if comment is None:
            raise Http404
        serializer = SayingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        require_version(request, comment.replies.count() + 1)
        text = serializer.validated_data["text"]
        type(self).said(comment, by=request.user, text=text, request=self.plain_request)
        return self.told(pk)


def saying(summary):
    return extend_schema_view(
        post=documented(
            NOUN,
            summary,
            CommentWithRepliesSerializer,
            faults=CHANGING,
            request=SayingSerializer,
            example={"text": "已按意见修改。"},
        )
    )


@saying("答复批注")
class Answering(Saying):
    said = staticmethod(answer)


@saying("解决批注")
class Resolving(Saying):
    said = staticmethod(resolve)


@saying("重新打开批注")
class Reopening(Saying):
    said = staticmethod(reopen)


@saying("发出批注草稿")
class Sending(Saying):
    said = staticmethod(send)
