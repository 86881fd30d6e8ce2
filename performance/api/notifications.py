"""How one wants to be told of each kind of notices: one's own, and nobody else's."""

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared
from performance.api.base.views import BaseAPIView
from performance.models import Mailing, NoticeKind
from performance.notifications.preferences import preferences_of, save_preferences

NOUN = "通知"


class NoticePreferencesSerializer(OnlyDeclared, serializers.Serializer):
    def get_fields(self):
        words = "、".join(f"{one.value}（{one.label}）" for one in Mailing)
        return {
            kind.value: serializers.ChoiceField(
                Mailing.choices, required=False, help_text=f"{kind.label}：{words}"
            )
            for kind in NoticeKind
        }


@extend_schema_view(
    get=documented(NOUN, "本人各类通知的邮件设置", NoticePreferencesSerializer),
    patch=documented(
        NOUN,
        "更改本人的邮件设置",
        NoticePreferencesSerializer,
        faults=ADDING,
        request=NoticePreferencesSerializer,
        description="只写要更改的类别；从以后的通知起执行。",
        example={"returned": "daily"},
    ),
)
class NoticePreferences(BaseAPIView):
    def get(self, request):
        return Response(preferences_of(request.user))

    def patch(self, request):
        params = NoticePreferencesSerializer(data=request.data)
        params.is_valid(raise_exception=True)
        chosen = {NoticeKind(kind): Mailing(mailing) for kind, mailing in params.validated_data.items()}
        save_preferences(request.user, chosen)
        return self.get(request)
