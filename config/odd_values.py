"""Requests that hold what no database can hold are answered before anything else reads them."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest

ZERO = b"\x00"
# These keep what was typed and say beside the field that it cannot be stored.
TOLD_BY_THE_FORM = {"entry_sheet", "entry_project", "autosave_sheet", "autosave_project"}
NAMED_BY_A_BROWSER = ("HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_AUTHORIZATION", "HTTP_REFERER")


class RefuseZeroBytes:
    """PostgreSQL stores no zero byte and no column of ours means one: not in an address, a query, a header or a form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or ZERO in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            raise BadRequest("zero byte in the address")
        if any("\x00" in request.META.get(name, "") for name in NAMED_BY_A_BROWSER):
            raise BadRequest("zero byte in a header")
        return self.get_response(request)

    def process_view(self, request, view, arguments, named):
        """Django's check against forgery has read the form by now, unless the view reads it in a way of its own."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        if request.resolver_match.view_name in TOLD_BY_THE_FORM:
            return
        if any("\x00" in text for name in request.POST for text in (name, *request.POST.getlist(name))):
            raise BadRequest("zero byte in a form")
