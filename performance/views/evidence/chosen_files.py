"""The files that a form sends, held in memory and no more at once than can be."""

from departments.uploads.evidence_gate import LARGEST
from departments.uploads.limits import MEGABYTE
from performance.evidence.services import Offered
from performance.steps.refusals import Refused

AT_ONCE = 5 * LARGEST


def chosen_files(request):
    """Raises Refused where they are too much together."""
    files = [Offered(file.name, file.read()) for file in request.FILES.getlist("files")]
    if sum(len(file.content) for file in files) > AT_ONCE:
        raise Refused(f"一次最多上传 {AT_ONCE // MEGABYTE} MB，请分几次上传。")
    return files
