"""Pieces of a page: htmx asks for a page as anybody does and puts a part of the answer into the page that is open."""

from django.http import HttpResponse


def is_fragment(request):
    """Whether the answer is only taken a part from."""
    return request.headers.get("HX-Request") == "true"


def redirect_whole_pages(get_response):
    """Where a piece is asked for and people are led elsewhere, such as to the sign-in, the whole page goes there."""

    def answer(request):
        response = get_response(request)
        if is_fragment(request) and "Location" in response.headers:
            return HttpResponse(headers={"HX-Redirect": response.headers["Location"]})
        return response

    return answer
