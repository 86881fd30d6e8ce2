"""How well the projects of a text are filled in: to help, never to block."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.response import Response

from performance.api.base.documented import documented
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.findings.findings import NOUN
from performance.api.findings.schema import ScoresSerializer
from performance.findings.office_scores import office_scores
from performance.findings.statement_review import review_for
from performance.review import score_to_plain


@extend_schema_view(get=documented(NOUN, "填报质量参考（不影响报送）", ScoresSerializer(), etag_headers=True))
class Scores(BaseAPIView):
    """Of the projects that the user may see, beside the like projects of the office."""

    def get(self, request, pk):
        statement = self.statement(pk)
        compared = office_scores(statement, review_for(statement, request.user), request.user)
        scores = [
            {
                **score_to_plain(score),
                "office": office and {"points": str(office.points), "projects": office.projects},
            }
            for score, office in compared.beside
        ]
        answer = {"texts": compared.texts, "uncounted": compared.uncounted, "scores": scores}
        return Response(answer, headers=etag_headers(statement.version))
