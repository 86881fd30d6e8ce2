"""Whoever gives a reason is led back to the page where the next one is asked for."""

import pytest

from performance.findings.judgement import judge
from performance.review import Severity


@pytest.mark.parametrize(
    ("sent_from", "page"), [({}, "/statements/{}/"), ({"from": "check"}, "/statements/{}/entry/check/")]
)
def test_a_reason_leads_back_to_where_it_was_given(client, cast, sent_from, page):
    client.force_login(cast.filler)
    finding = next(each for each in judge(cast.statement).findings if each.severity is Severity.WARNING)
    fields = {"finding": finding.fingerprint, "reason": "确有依据。", **sent_from}
    answer = client.post(f"/statements/{cast.statement.pk}/answers/", fields)
    assert (answer.status_code, answer.url) == (302, page.format(cast.statement.pk))


def test_the_page_before_sending_says_where_its_forms_come_from(client, cast):
    client.force_login(cast.filler)
    page = client.get(f"/statements/{cast.statement.pk}/entry/check/").text
    assert page.count('name="reason"') == page.count('<input type="hidden" name="from" value="check">') > 0
