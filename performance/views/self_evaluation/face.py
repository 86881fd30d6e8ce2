"""The page of a card: what it shows besides what every paper of this kind does."""

from performance.content.self_evaluation import FUND_COLUMNS, FUND_LABELS, RESULT_FIELDS, TEXTS
from performance.models import BudgetDecision, SelfEvaluation
from performance.review.findings import Severity
from performance.scoring.schemes import ScoreEntry
from performance.self_evaluation import transitions
from performance.self_evaluation.card import more_field, result_field
from performance.self_evaluation.commenting import cautions_of
from performance.self_evaluation.execution import plain_amount
from performance.self_evaluation.findings import blocking, findings_of
from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.forms.reading import NoPaper, read_card
from performance.self_evaluation.page_fields import part_field, texts_of
from performance.self_evaluation.services import may_write, not_open
from performance.self_evaluation.uses import Decided, may_decide, usual_decision
from performance.self_evaluation.writing import CARD
from performance.statements.promised import why_not_promised
from performance.views.self_evaluation.commented import CommentedCard
from performance.views.self_evaluation.monitored import monitored
from performance.views.self_evaluation.shown_sheets import sheets_of
from performance.views.written.controls import Controls
from performance.views.written.face import Face, PaperRemark

LONGEST_SCORE = 10
LONGEST_PARAMETER = 20
ROWS = {"reason": 2, "measure": 2, "score_reason": 1}


class CardFace(Face):
    kind = CARD
    model = SelfEvaluation
    around = ("statement__department__office", "unit", "revision")
    transitions = transitions
    printed = staticmethod(printed_card)
    read_file = staticmethod(read_card)
    route = "evaluation"
    template = "performance/self_evaluation/card.html"
    noun = "自评表"
    this = "这张自评表"
    save_words = "保存并计分"
    no_such_file = NoPaper

    def asked(self, request):
        return {**super().asked(request), "points": request.POST.get("points", "")}

    def saved_words(self, paper):
        return f"已保存。{paper.sheet.words}。"

    def remarks(self, paper):
        beside = {}
        for finding in findings_of(paper):
            answer = f"（已说明：{finding.answer}）" if finding.answer else ""
            label = f"{finding.severity.label} {finding.rule.code}"
            remark = PaperRemark(finding.severity.value, label, f"{finding.remark.message}{answer}")
            beside.setdefault(finding.remark.field, []).append(remark)
        return beside

    def cautions(self, row, step, user):
        return cautions_of(row, step, user)

    def figures(self, paper):
        sheet, findings = paper.sheet, findings_of(paper)
        total = "未定" if sheet.total is None else f"{sheet.total}"
        open_ones = len(blocking(findings))
        found = f"审核发现 {len(findings)} 处" + (f"，报送之前还须处理 {open_ones} 处" if open_ones else "")
        figures = {
            "total": (f"{total}（{sheet.grade}）" if sheet.grade else total, ""),
            "words": (sheet.words, ""),
            "execution": (sheet.execution.words or sheet.execution.problem, ""),
            "findings": (found, ""),
        }
        for place, scored in enumerate(sheet.indicators):
            figures[f"score-{place}"] = (
                _arithmetic(scored),
                "arithmetic problem" if scored.problem else "arithmetic",
            )
        return figures

    def context(self, request, paper, shown):
        row, sheet = paper.row, paper.sheet
        findings = findings_of(paper)
        writes = may_write(row, request.user)
        commented = CommentedCard(paper, request.user, writes=writes)
        controls = Controls(texts_of(paper.content), self.remarks(paper), commented.beside, commented.invites)
        more = shown.more or {}
        monitored_results = monitored(row, request.user)
        return {
            "monitored": monitored_results,
            "card": paper,
            "arithmetic": transitions.arithmetic_of(row),
            "in_force": set(row.uses.in_force().values_list("pk", flat=True)),
            "sheet": sheet,
            "closed": why_not_promised(row) or not_open(row.statement),
            "locked": paper.scheme.entry is ScoreEntry.LOCKED,
            "findings": findings,
            "severities": Severity,
            "funds": list(controls.funds(paper.content.funds, FUND_LABELS, FUND_COLUMNS)),
            "fund_heads": FUND_COLUMNS.values(),
            "execution_entered": controls.number(
                "execution_entered", "执行率得分（与计算相同的不填）", longest=LONGEST_SCORE
            ),
            "results": list(
                _results(
                    paper,
                    controls,
                    self.figures(paper),
                    monitored_results.words_of(paper) if monitored_results else {},
                )
            ),
            "parts": [
                controls.number(part_field(place), f"{part.name}（{part.points}分）", longest=LONGEST_SCORE)
                for place, part in enumerate(sheet.parts)
            ],
            **_more(paper.form, controls),
            "texts": [controls.text(name, label, rows=3) for name, label in TEXTS.items()],
            "methods": paper.scheme.methods,
            "heads": RESULT_FIELDS,
            "takes_over": writes,
            **commented.context,
            **sheets_of(paper, request.user, more),
            "uses": row.uses.select_related("person"),
            "decides": may_decide(row, request.user),
            "decisions": BudgetDecision,
            "decided": more.get("decided") or Decided(usual_decision(row) or ""),
            "executed": _executed(paper),
            "behind": paper.behind,
        }


def _arithmetic(scored):
    if not scored.applicable:
        return "不适用，不计分"
    awarded = "未定" if scored.awarded is None else scored.awarded
    lines = [f"分值 {scored.points}，得分 {awarded}", scored.words, scored.problem]
    return "。".join(filter(None, lines))


def _results(card, controls, figures, monitored_results):
    for place, (indicator, row, scored) in enumerate(
        zip(card.promised.content.indicators, card.content.results, card.sheet.indicators, strict=True)
    ):
        fields = {name: result_field(place, name) for name in (*RESULT_FIELDS, "unused")}
        texts = ("value", "source", *ROWS)
        yield {
            "indicator": indicator,
            "earlier": card.promised.earlier.get(place, ""),
            "monitored": monitored_results.get(place, ""),
            "row": row,
            "scored": scored,
            "place": place,
            "arithmetic": figures[f"score-{place}"],
            "fields": fields,
            "controls": {
                **{
                    name: controls.text(fields[name], RESULT_FIELDS[name], row.name, ROWS.get(name, 0))
                    for name in texts
                },
                "entered": controls.number(
                    fields["entered"], "得分（与计算相同的不填）", row.name, LONGEST_SCORE
                ),
                "parameter": controls.number(
                    fields["parameter"], "方法的参数（每项分值或满分值）", row.name, LONGEST_PARAMETER
                ),
            },
        }


def _more(form, controls):
    """What only this form asks: single fields, and its table of amounts."""
    figures = form.figures
    return {
        "answers": [
            controls.number(more_field(answer.key), answer.label)
            if answer.amount
            else controls.text(more_field(answer.key), answer.label, rows=0 if answer.short else 2)
            for answer in form.answers
        ],
        "figures_of_form": figures
        and {
            "title": figures.title,
            "heads": figures.columns.values(),
            "rows": [
                (
                    label,
                    [
                        controls.number(more_field(f"{row}-{column}"), f"{label} {head}")
                        for column, head in figures.columns.items()
                    ],
                )
                for row, label in figures.rows.items()
            ],
        },
    }


def _executed(card):
    return card.executed and [
        (label, plain_amount(amount))
        for name, label in FUND_COLUMNS.items()
        if (amount := getattr(card.executed, name, None)) is not None
    ]


FACE = CardFace()
