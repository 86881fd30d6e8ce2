"""What every view of the interface does before and after its own work."""

from django.conf import settings
from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from departments.accounts.tokens.model import Scope
from performance.api.base.filters import refuse_unknown_parameters
from performance.api.base.preconditions import tag
from performance.api.base.throttles import AddressThrottle
from performance.http.upload_handlers import MemoryUpload
from performance.models import PerformanceStatement


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = f"请求内容超过 {settings.API_LARGEST_BODY // settings.MEBIBYTE} MB 的上限。"
    default_code = "body_too_large"


class BaseAPIView(APIView):
    """``changing_scope`` is what a token must include for anything but reading; ``own_parameters`` is what may be asked."""

    changing_scope = Scope.WRITE
    own_parameters: tuple[str, ...] = ()

    def initialize_request(self, request, *args, **kwargs):
        request.upload_handlers = [MemoryUpload(settings.API_LARGEST_BODY)]  # nothing goes onto a disk
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        """Size and address first: neither needs to know who asks, and finding that out is work."""
        if _length(request) > settings.API_LARGEST_BODY:
            raise BodyTooLarge
        by_address = AddressThrottle()
        if not by_address.allow_request(request, self):
            self.throttled(request, by_address.wait())
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            refuse_unknown_parameters(request, self)

    def finalize_response(self, request, response, *args, **kwargs):
        """What one may see is nobody else's to keep."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @property
    def plain_request(self):
        """Django's own request, for the trail."""
        return self.request._request

    def statement(self, pk):
        visible = PerformanceStatement.objects.visible_to(self.request.user)
        statement = visible.select_related("department__office").filter(pk=pk).first()
        if statement is None:
            raise Http404
        return statement


def _length(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def etag_headers(version):
    """The headers that name a version."""
    return {"ETag": tag(version)}
