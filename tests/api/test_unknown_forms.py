"""A text is in a form that can be filled in and printed, or it is not stored."""

import pytest


@pytest.mark.parametrize(
    ("province", "edition"), [("河北", "2024"), ("河北", ""), ("海南", "2024"), ("", "")]
)
def test_a_text_in_no_known_form_is_refused(cast, province, edition):
    patch = {"province": province, "edition": edition}
    answer = cast.chief.ask("PATCH", f"statements/{cast.statement_pk}/content/", patch, match=cast.tag)
    assert answer.status_code == 400, answer.text
    (problem,) = answer.json()["problems"]
    assert problem["path"] == ".edition"
    assert "没有" in problem["message"]
    assert "现有：" in problem["message"]
