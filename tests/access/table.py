"""Who gets what answer from every route, said once. A route that is not named here fails the test.

An answer for each person, in the order of ``PEOPLE``: anonymous, nobody (signed in, without a role), filler,
department reviewer, finance section, performance section, system, security administrator, auditor, root.
"""

from dataclasses import dataclass

from performance.models import StatementState

ANSWERS = {
    "o": 200,
    ">": "elsewhere",  # led on to another page of ours
    "L": "sign in",
    "B": 400,
    "U": 401,
    "F": 403,
    "N": 404,
    "M": 405,
    "C": 409,
    "T": 415,
}


@dataclass(frozen=True)
class Rule:
    """``own`` is asked of things at home, ``other`` of the same things at the other office; empty: there is no such thing."""

    method: str
    own: str
    other: str
    names: str
    state: StatementState = StatementState.FIRST_REVIEW


DRAFTING = StatementState.DRAFTING
RULES = (
    # everybody's
    Rule("get", "oooooooooo", "", "healthz readyz"),
    Rule("get", "NNNNNNNNNN", "", "metrics"),  # the settings name nobody
    Rule("get", "oooooooooo", "", "login"),
    Rule("post", "LLLLLLLLLL", "", "logout"),
    Rule("get", "NNNNNNNNNN", "NNNNNNNNNN", "public_list public_statement public_download"),
    # of whoever is signed in
    Rule(
        "get",
        "Looooooooo",
        "",
        "password_change password_change_done second_factor tokens api_page statement_new notices packages jobs import_any"
        " statements text_check",
    ),
    Rule("get", "LFFFFFooFo", "", "first_use"),
    Rule("post", "LFFFFF>FF>", "", "first_use_load"),
    Rule("post", "L>>>>>>>>>", "", "notices_read"),
    Rule("get", "L>>>>>>>>>", "", "second_factor_verify"),
    Rule("post", "LBBBBBBBBB", "", "value_readings"),
    Rule("post", "LN>NNNNNNN", "LNNNNNNNNN", "notice_read"),
    Rule("post", "LNNNNNNNNN", "", "revoke_token job_cancel"),
    Rule("get", "LNNNNNNNNN", "", "job_download import_preview import_annotated"),
    # reading a statement
    Rule(
        "get",
        "LNooooooNo",
        "LNNNNNNNNo",
        "statement download entry entry_check entry_project entry_sheet comment_new revisions"
        " statement_differences",
    ),
    Rule("get", "LNNoooooNo", "LNNNNNNNNo", "revision revision_workbook publication"),
    # looking it all over
    Rule("get", "Lo>>>>>>o>", "", "overview"),
    Rule(
        "get",
        "LNooooooNo",
        "LNNNNNNNNo",
        "overview_place overview_place_workbook overview_rows overview_rows_workbook overview_years"
        " overview_years_workbook project_years project_years_workbook",
    ),
    Rule("get", "LNNNooNNNo", "LNNNNNNNNo", "project_peers project_peers_workbook"),
    Rule("get", "LN>>>>>>N>", "LNNNNNNNN>", "since_return"),
    Rule("get", "LNNoooNNNN", "LNNNNNNNNN", "review_sheets"),
    Rule("get", "LNNNNNNNNN", "LNNNNNNNNN", "publication_preview"),  # nothing is approved yet
    # entering one: shut for everybody during review
    Rule(
        "get",
        "LNFFFFFFNF",
        "LNNNNNNNNF",
        "project_new copy_project library_project project_delete copy_sheet library_sheet import_file"
        " offline_template",
    ),
    Rule("post", "LNNNNNNNNN", "LNNNNNNNNN", "project_move"),
    Rule("get", "LNooFFFFNF", "LNNNNNNNNF", "project_new copy_project project_delete", DRAFTING),
    Rule("get", "LNFoFFFFNF", "LNNNNNNNNF", "copy_sheet", DRAFTING),
    # acting on one: the workflow answers everybody who sees it
    Rule("post", "LNCCCCCCNC", "LNNNNNNNNC", "statement_step unit_step autosave_project autosave_sheet"),
    Rule("post", "LN>>>>>>N>", "LNNNNNNNN>", "comment_move answer_findings withdraw_answer"),
    # the interface for other systems
    Rule(
        "get",
        "Uooooooooo",
        "",
        "api_schema api:finance_offices api:departments api:units api:vocabulary api:templates api:projects api:indicators"
        " api:statements api:sections api:revisions api:comments api:events api:jobs",
    ),
    Rule("get", "UBBBBBBBBB", "", "api:standings"),  # of no year
    Rule("get", "UFFFFFFFoo", "", "api:trail"),
    Rule("get", "UNoooooooo", "UNNNNNNNNo", "api:finance_office"),
    Rule(
        "get",
        "UNooooooNo",
        "UNNNNNNNNo",
        "api:department api:unit api:project api:project_content api:statement api:content api:findings"
        " api:waivers api:statement_steps api:shares api:unit_steps api:document api:section api:comment",
    ),
    Rule("get", "UNNoooooNo", "UNNNNNNNNo", "api:revision api:differences"),
    Rule("get", "UNNNNNNNNN", "", "api:template api:job api:job_file"),
    Rule("post", "UNTTTTTTNT", "UNNNNNNNNT", "api:take_statement_step api:take_unit_step"),
    Rule("post", "UNTTTTTTNT", "UNNNNNNNNT", "api:answer_comment api:resolve_comment api:reopen_comment"),
    Rule("post", "UNBBBBBBNB", "UNNNNNNNNB", "api:import_preview api:import_confirm"),
    Rule("post", "UNNNNNNNNN", "", "api:cancel_job"),
    Rule("delete", "UNNNNNNNNN", "UNNNNNNNNN", "api:waiver"),
)
# What the keys of a route mean, where they are not those of the statement.
KEYS = {
    "revision": "performance.revision",
    "revision_workbook": "performance.revision",
    "differences": "performance.revision",
    "comment": "performance.comment",
    "comment_move": "performance.comment",
    "answer_comment": "performance.comment",
    "resolve_comment": "performance.comment",
    "reopen_comment": "performance.comment",
    "notice_read": "performance.notice",
    "finance_office": "departments.financeoffice",
    "department": "departments.department",
    "unit": "departments.budgetunit",
    "overview_place": "departments.department",
    "overview_place_workbook": "departments.department",
    "overview_rows": "departments.department",
    "overview_rows_workbook": "departments.department",
    "overview_years": "departments.department",
    "overview_years_workbook": "departments.department",
    "project_years": "projects.budgetproject",
    "project_years_workbook": "projects.budgetproject",
    "project_peers": "projects.budgetproject",
    "project_peers_workbook": "projects.budgetproject",
    "project": "projects.budgetproject",
    "project_content": "projects.budgetproject",
    "section": "performance.narrativesection",
}
