"""Who gets what answer from every route, said once. A route that is not named here fails the test.

An answer for each person, in the order of ``PEOPLE``: anonymous, nobody (signed in, without a role), filler,
department reviewer, finance section, performance section, system, security administrator, auditor, root.
"""

from dataclasses import dataclass

from performance.models import StatementState as S
from performance.workflow.locks import DEPARTMENT_OPEN, PREPARING

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
EVERY_STATE = tuple(S)
READ_IN = (S.DRAFTING, S.SECOND_REVIEW, S.PUBLISHED)  # who reads a text is no matter of its state
ANY_STATE = (S.FIRST_REVIEW,)  # for what has nothing to do with any statement


@dataclass(frozen=True)
class Rule:
    """``own`` is asked of things at home, in each of the states; ``instead`` says in which of them the answers differ.

    At the other office root gets the same answers, and strangers too; to everybody else the thing is not there.
    With ``places`` it is there for whoever may see it at home; what has no place at all is asked for once.
    """

    method: str
    own: str
    names: str
    states: tuple[S, ...] = EVERY_STATE
    instead: tuple[tuple[tuple[S, ...], str], ...] = ()
    elsewhere: bool = True
    public: bool = False

    def cells(self):
        """States and sides; the other office is the same to everybody in each of them, unless it is public."""
        other = self.states if self.public else self.states[:1] if self.elsewhere else ()
        return [(state, "own") for state in self.states] + [(state, "other") for state in other]

    def answers(self, state, side):
        own = next((said for states, said in self.instead if state in states), self.own)
        return own if side == "own" or self.public else f"{own[0]}{'N' * (len(own) - 2)}{own[-1]}"


def everybodys(method, own, names):
    """What is asked for without saying whose."""
    return Rule(method, own, names, ANY_STATE, elsewhere=False)


def in_any_state(method, own, names):
    return Rule(method, own, names, ANY_STATE)


RULES = (
    everybodys("get", "oooooooooo", "healthz readyz"),
    everybodys("get", "NNNNNNNNNN", "metrics"),  # the settings name nobody
    everybodys("get", "oooooooooo", "login"),
    everybodys("post", "LLLLLLLLLL", "logout"),
    Rule(
        "get",
        "NNNNNNNNNN",
        "public_list public_statement public_download",
        instead=(((S.PUBLISHED,), "oooooooooo"),),
        public=True,
    ),
    # of whoever is signed in
    everybodys(
        "get",
        "Looooooooo",
        "password_change password_change_done second_factor tokens api_page statement_new notices packages jobs import_any"
        " statements text_check",
    ),
    everybodys("get", "LFFFFFooFo", "first_use"),
    everybodys("post", "LFFFFF>FF>", "first_use_load"),
    everybodys("post", "L>>>>>>>>>", "notices_read"),
    everybodys("post", "LBBBBBBBBB", "value_readings"),
    everybodys("post", "LNNNNNNNNN", "revoke_token job_cancel"),
    everybodys("get", "LNNNNNNNNN", "job_download import_preview import_annotated"),
    in_any_state("post", "LN>NNNNNNN", "notice_read"),
    everybodys("get", "L>>>>>>>>>", "second_factor_verify"),
    # reading a statement
    Rule(
        "get",
        "LNooooNNNo",
        "statement download entry entry_check entry_project entry_sheet comment_new revisions"
        " statement_differences",
        READ_IN,
    ),
    Rule("get", "LNNoooNNNo", "revision revision_workbook publication", READ_IN),
    Rule("get", "LN>>>>NNN>", "since_return", READ_IN),
    Rule("get", "LNNoooNNNN", "review_sheets", READ_IN),
    Rule(
        "get",
        "LNNNNNNNNN",
        "publication_preview",
        instead=(((S.APPROVED, S.PUBLISHED, S.ADJUSTING), "LNNoooNNNo"),),
    ),
    # looking it all over
    everybodys("get", "Lo>>>>oooo", "overview"),
    in_any_state(
        "get",
        "LNooooNNNo",
        "overview_place overview_place_workbook overview_rows overview_rows_workbook overview_years"
        " overview_years_workbook project_years project_years_workbook",
    ),
    in_any_state("get", "LNNNooNNNo", "project_peers project_peers_workbook"),
    # entering one: shut for everybody during review
    Rule(
        "get",
        "LNFFFFNNNF",
        "project_new copy_project library_project project_delete",
        instead=((PREPARING, "LNooFFNNNF"),),
    ),
    Rule("get", "LNFFFFNNNF", "copy_sheet library_sheet", instead=((DEPARTMENT_OPEN, "LNFoFFNNNF"),)),
    Rule("get", "LNFFFFNNNF", "import_file offline_template", instead=((PREPARING, "LNooFFNNNF"),)),
    Rule("post", "LNNNNNNNNN", "project_move"),
    # acting on one: the workflow answers everybody who sees it
    Rule("post", "LNCCCCNNNC", "statement_step unit_step autosave_project autosave_sheet"),
    Rule("post", "LN>>>>NNN>", "comment_move answer_findings withdraw_answer"),
    # the interface for other systems
    everybodys(
        "get",
        "Uooooooooo",
        "api_schema api:finance_offices api:departments api:units api:vocabulary api:templates api:projects"
        " api:indicators api:statements api:sections api:revisions api:comments api:events api:jobs",
    ),
    everybodys("get", "UFFFFFFFoo", "api:trail"),
    everybodys("get", "UNNNNNNNNN", "api:template api:job api:job_file"),
    everybodys("post", "UNNNNNNNNN", "api:cancel_job"),
    in_any_state("get", "UNoooooooo", "api:finance_office"),
    in_any_state("get", "UNooooooNo", "api:department api:unit"),
    everybodys("get", "UBBBBBBBBB", "api:standings"),  # of no year
    Rule(
        "get",
        "UNooooNNNo",
        "api:project api:project_content api:statement api:content api:findings"
        " api:waivers api:statement_steps api:shares api:unit_steps api:document api:section api:comment",
        READ_IN,
    ),
    Rule("get", "UNNoooNNNo", "api:revision api:differences", READ_IN),
    Rule("get", "UNNoooNNNN", "api:sheet api:sheets", READ_IN),
    everybodys("get", "Uooooooooo", "api:category api:subcategory"),
    everybodys("get", "Uooooooooo", "api:subcategories"),
    Rule("put", "UNTTTTNNNT", "api:content api:project_content"),
    Rule("post", "UNTTTTNNNT", "api:take_statement_step api:take_unit_step api:waivers"),
    Rule("post", "UNTTTTNNNT", "api:answer_comment api:resolve_comment api:reopen_comment"),
    Rule("post", "UNBBBBNNNB", "api:import_preview api:import_confirm"),
    Rule("delete", "UNNNNNNNNN", "api:waiver"),
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
    "category": "indicators.category",
    "subcategory": "indicators.subcategory",
}
