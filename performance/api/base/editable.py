"""Base data written through the interface: by whoever may write it in admin, on a version, into the trail.

These rows have no version of their own; their ETag is drawn from what they say.
"""

import json
from collections.abc import Collection, Mapping
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as Faults
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.trail.entry import Action
from departments.trail.subjects import subject_of
from departments.trail.writing import record
from indicators.code_lists import refusal
from performance.api.base.documented import ADDING, CHANGING, documented
from performance.api.base.fields import OnlyDeclared, StrictBooleanField, StrictCharField, StrictIntegerField
from performance.api.base.preconditions import require_version
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import etag_headers
from performance.steps.refusals import Refused


class VisibleRow(StrictIntegerField):
    """A related row by its key, looked for among those that the user may see."""

    def __init__(self, *, model, **kwargs):
        super().__init__(help_text=model._meta.verbose_name, **kwargs)
        self.model = model

    def to_internal_value(self, data):
        rows, key = self.model.objects, super().to_internal_value(data)
        seen = rows.visible_to(self.context["user"]) if hasattr(rows, "visible_to") else rows.all()
        found = seen.filter(pk=key).first() if 0 < key <= LARGEST_KEY else None
        if found is None:
            raise serializers.ValidationError(
                f"没有这个{self.model._meta.verbose_name}，或不在您的可见范围。"
            )
        return found


class EditableModelSerializer(OnlyDeclared, serializers.ModelSerializer):
    """What may be sent: a value is taken for what it is."""

    listed: Mapping[str, Collection[str]] = {}  # the fields that are chosen from a list

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: StrictCharField,
        models.TextField: StrictCharField,
        models.PositiveSmallIntegerField: StrictIntegerField,
        models.BooleanField: StrictBooleanField,
    }

    def build_standard_field(self, field_name, model_field):
        """A stored word is checked by the model, and is read as a plain word, too."""
        made, kwargs = super().build_standard_field(field_name, model_field)
        if not model_field.choices:
            return made, kwargs
        words = "、".join(f"{word}（{label}）" for word, label in model_field.choices)
        return StrictCharField, {
            "required": kwargs.get("required", True),
            "allow_blank": model_field.blank,
            "help_text": f"{model_field.verbose_name}：{words}",
        }

    def get_validators(self):
        return []  # the model's own constraints speak, in their own words


class Editable:
    """``sent`` declares what may be written; ``editable_rows`` is which of the visible rows the user may write."""

    sent = None

    @property
    def model(self):
        return self.sent.Meta.model

    def editable_rows(self):
        return self.visible()

    def allow(self, verb):
        """As admin asks, in words that name what is lacking."""
        names = self.model._meta
        if not self.request.user.has_perm(f"{names.app_label}.{verb}_{names.model_name}"):
            raise PermissionDenied(f"您的任职不能{VERBS[verb]}{names.verbose_name}。")

    def said(self, *, partial=False):
        serializer = self.sent(data=self.request.data, partial=partial, context={"user": self.request.user})
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def _refuse_unlisted(self, row, said):
        listed = {name: said[name] for name in self.sent.listed if name in said}
        faults = {
            name: refusal(text, self.sent.listed[name], [getattr(row, name)]) for name, text in listed.items()
        }
        if refused := {name: [fault] for name, fault in faults.items() if fault}:
            raise ValidationError(refused)

    def write(self, row, values):
        """Save and record in one transaction; a row that would leave the writer's sight stays where it was."""
        new = row._state.adding
        self._refuse_unlisted(row, values)
        changes = [_change(row, name, value, new=new) for name, value in values.items()]
        for name, value in values.items():
            setattr(row, name, value)
        try:
            row.full_clean()
        except Faults as faults:
            raise ValidationError(
                {
                    name.replace("__all__", "non_field_errors"): messages
                    for name, messages in faults.message_dict.items()
                }
            ) from faults
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as fault:  # somebody was quicker with the same code
            raise Refused(f"“{row}”与刚刚保存的另一条相同，请重新读取。") from fault
        if not self.editable_rows().filter(pk=row.pk).exists():
            raise PermissionDenied(f"“{row}”超出您的管理范围。")
        details = f"接口{'新增' if new else '更改'}；{'；'.join(filter(None, changes)) or '没有变化'}"
        self.record(row, details)

    def record(self, thing, details):
        record(
            Action.SETTINGS, by=self.request.user, subject=thing, details=details, request=self.plain_request
        )


VERBS = {"add": "新增", "change": "更改", "delete": "删除"}


def _change(row, name, value, *, new):
    field = row._meta.get_field(name)
    old = "" if new else getattr(row, name)
    return "" if old == value else f"{field.verbose_name}：{old or '空'} → {value or '空'}"


class EditableList(Editable, ValuesList):
    def post(self, request):
        self.allow("add")
        with transaction.atomic():
            row = self.model()
            self.write(row, self.said())
            tag = tag_of(self.one(pk=row.pk))
        return Response(self.told(row.pk), status=status.HTTP_201_CREATED, headers=etag_headers(tag))

    def told(self, pk):
        return self.one(pk=pk)


class EditableDetail(Editable, ValuesDetail):
    def get(self, request, pk):
        payload = self.one(pk=pk)
        return Response(payload, headers=etag_headers(tag_of(payload)))

    @transaction.atomic
    def patch(self, request, pk):
        row = self._seen("change", pk)
        self.write(row, self.said(partial=True))
        payload = self.one(pk=pk)
        return Response(payload, headers=etag_headers(tag_of(payload)))

    @transaction.atomic
    def delete(self, request, pk):
        row = self._seen("delete", pk)
        subject = subject_of(row)
        try:
            row.delete()
        except (ProtectedError, RestrictedError) as fault:
            raise Refused(f"“{row}”之下还有别的内容，不能删除。") from fault
        self.record(subject, "接口删除")
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _seen(self, verb, pk):
        """The row, held until the end of the transaction, if it still says what the writer has read."""
        self.one(pk=pk)  # out of sight it is not there, whatever one may do elsewhere
        self.allow(verb)
        row = self.model._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if row is None:
            raise Http404
        if not self.editable_rows().filter(pk=pk).exists():
            raise PermissionDenied(f"“{row}”超出您的管理范围。")
        require_version(self.request, tag_of(self.one(pk=pk)))
        return row


def tag_of(payload):
    """Of a row without a version of its own."""
    return sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()[:16]


RULES = "由在管理页面中有此权限的任职办理，其他人答复 403。"


def editable_list(noun, name, shape, sent, example):
    return extend_schema_view(
        get=documented(noun, f"{name}列表", shape(many=True)),
        post=documented(
            noun,
            f"新增{name}",
            shape,
            status=201,
            faults=ADDING,
            request=sent,
            example=example,
            description=f"{RULES}新增不需要 If-Match。",
            etag_headers=True,
        ),
    )


def editable_detail(noun, name, shape, sent, example):
    return extend_schema_view(
        get=documented(noun, f"一个{name}", shape, etag_headers=True),
        patch=documented(
            noun,
            f"更改{name}",
            shape,
            faults=CHANGING,
            request=sent,
            example=example,
            description=RULES,
            etag_headers=True,
        ),
        delete=documented(
            noun,
            f"删除{name}",
            None,
            status=204,
            faults=CHANGING,
            description=f"{RULES}仍被使用的答复 409。",
        ),
    )
