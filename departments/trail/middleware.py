"""Refusals that no view has recorded by itself."""

from http import HTTPStatus

from departments.trail.writing import record_refusal

READING = {"GET", "HEAD", "OPTIONS"}
REFUSED_TO_WRITE = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
}
REFUSED_TO_READ = {HTTPStatus.FORBIDDEN}  # a wrong address typed into a browser is no refusal


def record_refusals(get_response):
    """Record who was refused what. Strangers have nothing to be refused but the sign-in, which is recorded anyway."""

    def answer(request):
        response = get_response(request)
        refused = REFUSED_TO_READ if request.method in READING else REFUSED_TO_WRITE
        if (
            response.status_code in refused
            and request.user.is_authenticated
            and not getattr(request, "refusal_recorded", False)
        ):
            details = f"{request.method} {request.path} 答复 {response.status_code}"
            record_refusal(by=request.user, details=details, request=request)
        return response

    return answer
