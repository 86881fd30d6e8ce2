"""Who gets what answer from every route, said once: a route that is not named here fails the test."""

from performance.models import StatementState as S
from performance.steps.locks import DEPARTMENT_OPEN, PREPARING
from tests.access.rule import LOCKED_IN, READ_IN, Rule, everybodys, in_any_state

RULES = (
    everybodys("get", "oooooooooo", "healthz readyz login session"),
    everybodys("get", "NNNNNNNNNN", "metrics sign_on sign_on_back"),  # the settings name nobody
    everybodys("post", "NNNNNNNNNN", "sign_on_ended"),
    everybodys("post", "LLLLLLLLLL", "logout"),
    everybodys("post", "oooooooooo", "session"),
    everybodys("post", "BBBBBBBBBB", "sign_in_again"),
    Rule(
        "get",
        "NNNNNNNNNN",
        "public_list public_statement public_download",
        instead=(((S.PUBLISHED,), "oooooooooo"),),
        public=True,
    ),
    everybodys("get", "oooooooooo", "public_offices public_years"),
    everybodys("get", "NNNNNNNNNN", "public_evaluations public_evaluations_file"),  # none is published
    # of whoever is signed in
    everybodys(
        "get",
        "Looooooooo",
        "password_change password_change_done second_factor tokens api_page statement_new notices notice_settings packages jobs import_any"
        " exchange exchange_import home tours search statements text_check rules office_forms standard_indicators",
    ),
    everybodys("get", "LFFFFFooFo", "first_use"),
    everybodys("post", "LFFFFF>FF>", "first_use_load"),
    everybodys("post", "LFFFFFFF>>", "verify_trail"),
    everybodys("post", "L>>>>>>>>>", "notices_read late_post"),
    everybodys("post", "Looooooooo", "notice_settings"),
    everybodys("post", "LBBBBBBBBB", "value_readings"),
    everybodys("post", "LNNNNNNNNN", "revoke_token job_cancel import_job exchange_preview"),
    everybodys("post", "LNNNNNNNNN", "budget_figures_preview standard_indicators_preview history_place"),
    everybodys(
        "get",
        "LNNNNNNNNN",
        "job_download import_preview import_annotated import_job import_page_picture exchange_preview budget_figures_preview"
        " standard_indicators_preview",
    ),
    in_any_state("post", "LN>NNNNNNN", "notice_read"),
    everybodys("post", "LN>NNNNNNN", "tour"),  # of those who fill in
    everybodys("get", "L>>>>>>>>>", "second_factor_verify late_post"),
    # an office's rules: read by all who have a place in it, changed by two
    in_any_state("get", "LNFFFooFFo", "rule_adjustment"),
    in_any_state("get", "LNoooooooo", "rule_adjustment_file"),
    in_any_state("post", "LNFFF>>FF>", "save_rule_adjustment"),
    # letters over what was approved: read by whoever reads each text whole, drawn up by one
    everybodys("get", "Looooooooo", "approval_letters approval_templates default_approval_template"),
    everybodys("get", "LFFFFoFFFo", "approval_letter_new"),
    everybodys("post", "LFFFFoFFFo", "approval_letter_new"),
    in_any_state("get", "LNNoooNNNo", "approval_letter approval_letter_file"),
    in_any_state("post", "LNN>>>NNN>", "approval_letter"),
    in_any_state("get", "LNoooooooo", "approval_template_file"),
    in_any_state("post", "LNFFF>>FF>", "approval_template_use"),
    in_any_state("post", "LNFFFooFFo", "upload_approval_template"),
    in_any_state("get", "UNNoooNNNo", "api:approval_letter_document"),
    in_any_state("post", "UNNTTTNNNT", "api:cancel_approval_letter"),
    # an office's forms: what is released is read by all who have a place in it, kept by two
    in_any_state("get", "LNoooooooo", "office_form office_form_file"),
    in_any_state("post", "LNFFFNNFFN", "office_form_step"),
    in_any_state("post", "LNFFFooFFo", "office_form import_office_form teach_office_form"),
    in_any_state("get", "LNFFFooFFo", "teach_office_form"),
    in_any_state("get", "LNFFFNNFFN", "office_form_lesson"),  # of one that is released
    in_any_state("post", "LNFFFNNFFN", "office_form_lesson"),
    # the settings name no language model
    everybodys("get", "LNNNNNNNNN", "model_suggestions"),
    everybodys("post", "LNNNNNNNNN", "model_suggestions adopt_model_suggestion"),
    everybodys("get", "UNNNNNNNNN", "api:model_suggestions"),
    everybodys("post", "UNNNNNNNNN", "api:model_suggestions api:adopt_model_suggestion"),
    # what other systems are told, and what they say
    everybodys("get", "LFFFFFoFFo", "webhooks"),
    in_any_state("get", "LNNNNNoNNo", "webhook"),
    in_any_state("post", "LNNNNN>NN>", "webhook_act"),
    everybodys("get", "LFFFFoFFFo", "budget_figures"),
    everybodys("post", "LFFFFoFFFo", "standard_indicators"),
    everybodys("get", "LNoooooooo", "standard_indicators_file"),
    # monitoring a year in it
    everybodys(
        "get",
        "Looooooooo",
        "monitoring evaluations evaluation_list evaluation_list_workbook evaluation_lines evaluation_lines_workbook"
        " evaluation_figures evaluation_figures_workbook",
    ),
    in_any_state("get", "LNFFFoFFFo", "monitoring_new"),
    in_any_state("post", "LNFFFCFFFC", "monitoring_new"),
    in_any_state("get", "LNoooooooo", "monitoring_task monitoring_alerts monitoring_offline"),
    in_any_state("post", "LNBBBBBBBB", "monitoring_offline"),
    in_any_state("get", "LNo>>>>>>>", "monitoring_offline_workbook"),
    in_any_state("get", "LNNNNNNNNN", "monitoring_offline_undo evaluations_offline_undo"),
    in_any_state("post", "LNNNNNNNNN", "monitoring_offline_undo evaluations_offline_undo"),
    in_any_state("post", "LN>>>>>>>>", "monitoring_fill monitoring_close monitoring_decide"),
    Rule("get", "LNooooNNNo", "monitoring_report monitoring_file evidence", READ_IN),
    Rule("get", "LNNNNNNNNN", "monitoring_department_file", READ_IN),  # of a project there is none
    Rule("post", "LN>>>>NNN>", "monitoring_upload monitoring_report_evidence", READ_IN),
    Rule("post", "LNBBBBNNNB", "monitoring_report", READ_IN),
    Rule("post", "LNCCCCNNNC", "monitoring_step monitoring_answer monitoring_report_autosave", READ_IN),
    # evaluating a year after it
    everybodys("get", "LFFoooFFFF", "execution_list"),
    everybodys("post", "LFFBBBFFFF", "execution_list"),
    Rule("post", "LN>>>>NNN>", "take_over_execution evidence_remove evidence_restore", READ_IN),
    in_any_state("get", "LNoooooooo", "evaluation_draws evaluation_draw evaluation_draw_workbook"),
    in_any_state("post", "LNFFCCFFFF", "evaluation_draws cancel_draw"),
    in_any_state("get", "LNFFFooFFo", "evaluation_timetable"),
    in_any_state("post", "LNFFFCCFFC", "evaluation_timetable"),
    Rule(
        "get",
        "LNNNNNNNNN",
        "statement_evaluations",
        READ_IN,
        instead=(((S.APPROVED, S.PUBLISHED, S.ADJUSTING), "LNooooNNNo"),),
    ),
    Rule(
        "post",
        "LNNNNNNNNN",
        "statement_evaluations evaluations_together",
        READ_IN,
        instead=(((S.APPROVED, S.PUBLISHED, S.ADJUSTING), "LN>>>>NNN>"),),
    ),
    *(
        Rule(
            method,
            "LNNNNNNNNN",
            names,
            READ_IN,
            instead=(((S.APPROVED, S.PUBLISHED, S.ADJUSTING), answers),),
        )
        for method, names, answers in (
            ("get", "evaluations_offline", "LNooooNNNo"),
            ("post", "evaluations_offline", "LNBBBBNNNB"),
            ("get", "evaluations_offline_workbook", "LN>>>>NNN>"),
        )
    ),
    Rule("get", "LNooooNNNo", "evaluation evaluation_file", READ_IN),
    Rule("get", "LNNNooNNNo", "recheck_file spot_check_file", READ_IN),
    Rule("post", "LN>>>>NNN>", "evaluation_upload evaluation_evidence evaluation_monitored", READ_IN),
    Rule("post", "LNBBBBNNNB", "evaluation", READ_IN),
    Rule(
        "post",
        "LNCCCCNNNC",
        "evaluation_step evaluation_use evaluation_autosave evaluation_recheck evaluation_spot_check",
        READ_IN,
    ),
    # reading a statement
    Rule(
        "get",
        "LNooooNNNo",
        "statement supporting_files download project_print statement_opinion statement_scores entry entry_check entry_mends entry_project entry_sheet comment_new revisions"
        " statement_differences adjustments all_projects projects_replace projects_same projects_last_year",
        READ_IN,
    ),
    Rule("get", "LNooNNNNNo", "history", READ_IN),
    everybodys("get", "LNNNNNNNNN", "history_undo"),
    Rule("get", "LNNoooNNNo", "revision revision_workbook publication", READ_IN),
    Rule("get", "LN>>>>NNN>", "since_return", READ_IN),
    Rule("get", "LNNoooNNNN", "review_sheets project_sheets sheet_print", READ_IN),
    Rule(
        "get",
        "LNNNNNNNNN",
        "publication_preview",
        instead=(((S.APPROVED, S.PUBLISHED, S.ADJUSTING), "LNNoooNNNo"),),
    ),
    Rule("post", "LNNN>>NNNN", "key_projects", READ_IN),
    # looking it all over
    everybodys("get", "Lo>>>>ooo>", "overview"),
    everybodys("get", "LNNNooNNNN", "deadlines"),
    everybodys("get", "LNNNooNNNo", "review_queue review_workloads review_workloads_workbook"),
    in_any_state(
        "get",
        "LNooooNNNo",
        "overview_place overview_place_workbook overview_rows overview_rows_workbook overview_years"
        " overview_years_workbook project_years project_years_workbook",
    ),
    in_any_state("get", "LNNNooNNNo", "project_peers project_peers_workbook review_desk"),
    # entering one: shut for everybody during review
    Rule(
        "get",
        "LNFFFFNNNF",
        "project_new",
        instead=((PREPARING, "LNooFFNNNF"),),
    ),
    Rule(
        "get",
        "LNFFFFNNNF",
        "copy_project library_project project_delete projects_delete import_file offline_template",
        LOCKED_IN,
        instead=((PREPARING, "LNooFFNNNF"),),
    ),
    Rule("get", "LNFFFFNNNF", "copy_sheet", LOCKED_IN, instead=((DEPARTMENT_OPEN, "LNFoFFNNNF"),)),
    Rule(
        "get", "LNFFFFNNNF", "library_sheet", LOCKED_IN, instead=((DEPARTMENT_OPEN, "LNFNFFNNNF"),)
    ),  # no indicators on a cover
    Rule("post", "LNNNNNNNNN", "project_move all_projects"),
    Rule(
        "post", "LNooooNNNo", "projects_replace projects_same projects_last_year", READ_IN
    ),  # shown once more
    Rule("get", "LNNNNNNNNN", "statement_delete", READ_IN),  # something is written in it
    # acting on one: the workflow answers everybody who sees it
    Rule(
        "post",
        "LNCCCCNNNC",
        "statement_step unit_step adjustments adjustment_step autosave_project autosave_sheet mend_project mend_sheet",
        READ_IN,
    ),
    Rule(
        "post",
        "LN>>>>NNN>",
        "supporting_files_add comment_move review_claim entry_mends answer_findings withdraw_answer judge_answers",
        READ_IN,
    ),
    # the interface for other systems
    everybodys(
        "get",
        "Uooooooooo",
        "api_schema api:finance_offices api:departments api:units api:vocabulary api:templates api:projects api:projects_stream api:changes api:notice_preferences"
        " api:indicators api:statements api:sections api:revisions api:comments api:events api:jobs api:rule_adjustments"
        " api:office_forms api:approval_letters api:deadline_extensions api:budget_figures api:standard_indicators api:monitoring_tasks api:monitoring_reports api:monitoring_alerts"
        " api:monitoring_events api:evaluations api:evaluation_events api:evidence_list api:evaluation_uses api:evaluation_rechecks"
        " api:evaluation_spot_checks api:evaluation_draws api:drawn_cards",
    ),
    everybodys("get", "UFFFFFFFoo", "api:trail"),
    everybodys("get", "UNNNooNNNo", "api:section_figures"),
    everybodys("get", "UNNNNNNNNN", "api:template api:job api:job_file"),
    everybodys("post", "UNNNNNNNNN", "api:cancel_job"),
    everybodys(
        "post",
        "UTTTTTTTTT",
        "api:exchange_confirm api:rule_adjustment_preview api:budget_figure_preview api:standard_indicator_preview",
    ),
    in_any_state("get", "UNoooooooo", "api:finance_office"),
    in_any_state("get", "UNooooooNo", "api:department api:unit"),
    everybodys("get", "UBBBBBBBBB", "api:standings api:late_departments"),  # of no year
    Rule(
        "get",
        "UNooooNNNo",
        "api:project api:project_content api:statement api:content api:findings api:findings-account api:findings-scores"
        " api:waivers api:mends api:explanations api:statement_steps api:shares api:unit_steps api:document api:section api:comment"
        " api:adjustments api:suggestions",
        READ_IN,
    ),
    Rule(
        "get",
        "UNooooNNNo",
        "api:evaluation api:evaluation_content api:comment_fields api:evaluation_steps api:evaluation_document api:evidence_file"
        " api:write_spot_check",
        READ_IN,
    ),
    in_any_state("get", "UNoooooooo", "api:monitoring_task api:evaluation_draw"),
    in_any_state("get", "UNoCCCCCCC", "api:monitoring_workbook"),
    in_any_state("post", "UNBBBBBBBB", "api:preview_monitoring_workbook"),
    in_any_state("post", "UNTTTTTTTT", "api:confirm_monitoring_workbook"),
    in_any_state("get", "UNCCCCNNNC", "api:evaluation_workbook"),
    in_any_state("post", "UNBBBBNNNB", "api:preview_evaluation_workbook"),
    in_any_state("post", "UNTTTTNNNT", "api:confirm_evaluation_workbook"),
    Rule(
        "get",
        "UNooooNNNo",
        "api:monitoring_report api:monitoring_content api:monitoring_steps api:monitoring_document",
        READ_IN,
    ),
    Rule("get", "UNNNNNNNNN", "api:monitoring_department_document", READ_IN),  # of a project there is none
    everybodys("post", "UTTTTTTTTT", "api:monitoring_tasks api:evaluation_draws"),
    in_any_state("post", "UNCCCCCCCC", "api:fill_monitoring_task"),
    in_any_state("post", "UNTTTTTTTT", "api:close_monitoring_task api:cancel_evaluation_draw"),
    in_any_state("patch", "UNBBBBNNNB", "api:monitoring_content"),
    in_any_state(
        "post",
        "UNTTTTNNNT",
        "api:take_monitoring_step api:mark_monitoring_report api:answer_monitoring_alert",
    ),
    in_any_state("post", "UNTTTTNNNT", "api:take_evaluation_step api:write_recheck api:write_spot_check"),
    in_any_state("post", "UNCCCCNNNC", "api:open_evaluations"),
    in_any_state("patch", "UNBBBBNNNB", "api:evaluation_content"),
    Rule("get", "UNNoooNNNo", "api:revision api:differences", READ_IN),
    Rule("get", "UNooNNNNNo", "api:history api:recycle_bin", READ_IN),
    everybodys("post", "UNNNNNNNNN", "api:restore"),
    Rule("get", "UNNoooNNNN", "api:sheet api:sheets api:key_projects api:project_sheet", READ_IN),
    everybodys("get", "Uooooooooo", "api:category api:subcategory"),
    everybodys("get", "Uooooooooo", "api:subcategories"),
    in_any_state("put", "UNBBBBNNNB", "api:content api:project_content"),
    in_any_state("post", "UNTTTTNNNT", "api:adjustments api:take_adjustment_step"),
    in_any_state("post", "UNTTTTNNNT", "api:take_statement_step api:take_unit_step api:waivers api:verdicts"),
    in_any_state(
        "post",
        "UNTTTTNNNT",
        "api:import_confirm api:answer_comment api:resolve_comment api:reopen_comment api:send_comment",
    ),
    everybodys("post", "UBBBBBBBBB", "api:exchange_preview"),
    in_any_state(
        "post",
        "UNBBBBNNNB",
        "api:import_preview api:add_evaluation_evidence api:add_monitoring_evidence api:add_supporting_file",
    ),
    in_any_state("post", "UNCCCCNNNC", "api:remove_evidence api:restore_evidence"),
    in_any_state("post", "UNTTTTNNNT", "api:claim_review api:give_back_review"),
    in_any_state("delete", "UNNNNNNNNN", "api:waiver"),
)
