"""Which cards there are: of every approved text the reader sees, and of one text; and the timetable of an office."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import FinanceOffice
from departments.permissions.reach import reaches_of
from performance.models import EvaluationState, EvaluationTimetable, PerformanceStatement, SelfEvaluation
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.commenting import waiting_on
from performance.self_evaluation.forms.choosing import DEPARTMENT, PROJECT, forms_of
from performance.self_evaluation.services import OPENERS, not_open, open_cards, timetable_of
from performance.self_evaluation.timetables import may_schedule, save_timetable
from performance.self_evaluation.together import CARDS, chosen_cards, steps_together
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.views.written.together import Papers, RequestedStep, take_or_ask, versions_sent
from performance.workflow.offers import roles_here
from performance.written.together import MOST, label_of

PAPERS = Papers(CARDS, "自评表", "张", "部门整体", "evaluation", "card")
OF_A_PAGE = 30
YEARS = range(2000, 2100)


@never_cache
@login_required
@require_safe
def evaluations(request):
    """Every approved text with the cards of it that the reader sees."""
    approved = PerformanceStatement.objects.visible_to(request.user).filter(approved_revision__isnull=False)
    rows = approved.select_related("department__office").order_by("-fiscal_year", "department__code", "pk")
    page = Paginator(rows, OF_A_PAGE).get_page(request.GET.get("page"))
    cards = SelfEvaluation.objects.visible_to(request.user).filter(statement__in=list(page))
    numbers = cards.order_by().values_list("statement", "state").annotate(Count("pk"))
    counts = {(statement, state): number for statement, state, number in numbers}
    offices = FinanceOffice.objects.visible_to(request.user).order_by("division_code")
    context = {
        "page": page,
        "rows": [
            (row, [(state, counts.get((row.pk, state), 0)) for state in EvaluationState]) for row in page
        ],
        "timetables": EvaluationTimetable.objects.visible_to(request.user).select_related("office")[:20],
        "schedules": [office for office in offices if may_schedule(request.user, office)],
        "imports": any(reach.role in OPENERS for reach in reaches_of(request.user)),
        "last_year": timezone.localdate().year - 1,
        "schemes": shipped_schemes(),
    }
    return render(request, "performance/self_evaluation/evaluations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement_evaluations(request, pk):
    """The cards of one text; whoever has the whole text before them makes those that are not there yet."""
    statement = evaluated_statement(request.user, pk)
    if request.method == "POST":
        return _opened(request, statement)
    cards = SelfEvaluation.objects.visible_to(request.user).filter(statement=statement)
    timetable, shown = timetable_of(statement), list(cards.select_related("unit"))
    waiting = waiting_on(shown, request.user)
    opens = not roles_of(request.user, statement).isdisjoint(OPENERS)
    steps = steps_together(shown, roles_here(request.user, statement).over)
    context = {
        "statement": statement,
        "most": MOST,
        "together": [(action.value, label_of(found)) for action, found in steps.items()],
        "cards": [(card, waiting.get(card.pk, 0)) for card in shown],
        "timetable": timetable,
        "scheme": timetable and shipped_schemes().get(timetable.scheme),
        "not_open": not_open(statement),
        "opens": opens,
        "behind": cards.exclude(revision=statement.approved_revision_id).count(),
    }
    return render(request, "performance/self_evaluation/statement.html", context)


@never_cache
@login_required
@require_POST
def evaluations_together(request, pk):
    """One step with each of the chosen cards, once it has been said what will become of them.

    Where none is chosen, it is asked about all with which the step can be taken.
    """
    statement = evaluated_statement(request.user, pk)
    versions, back = versions_sent(request, PAPERS), reverse("statement_evaluations", args=[pk])
    over = roles_here(request.user, statement).over
    cards = chosen_cards(statement, versions, request.user)
    steps = steps_together(cards, over)
    chosen = next((action for action in steps if action.value == request.POST.get("action")), None)
    if versions is None:
        cards = [card for card in cards if chosen in steps_together([card], over)][:MOST]
    if chosen is None:
        messages.error(request, "没有办理：所选的自评表没有现在能办这一步的，请重新选择。")
        return redirect(back)
    step = RequestedStep(
        chosen,
        label_of(steps[chosen]),
        any(each.needs_reason for each in steps[chosen]),
        address=reverse("evaluations_together", args=[pk]),
        back=back,
        trail=((reverse("evaluations"), "绩效自评"), (back, str(statement))),
    )
    return take_or_ask(request, PAPERS, step, cards, versions)


def evaluated_statement(user, pk):
    visible = PerformanceStatement.objects.visible_to(user).filter(approved_revision__isnull=False)
    return get_object_or_404(visible.select_related("department__office"), pk=pk)


def _opened(request, statement):
    try:
        made, left_out = open_cards(statement, by=request.user, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"建立或更新了{made}张自评表。" if made else "自评表都已建立，没有需要更新的。"
        )
        if left_out:
            messages.error(request, f"这些项目已不在文本中，没有建立自评表：{'、'.join(left_out)}。")
    return redirect("statement_evaluations", statement.pk)


class TimetableForm(forms.Form):
    opens = forms.DateField(label="自评开始日期", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    closes = forms.DateField(
        label="自评截止日期", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    scheme = forms.ChoiceField(label="评分方案")
    project_form = forms.ChoiceField(label="项目的自评表样", required=False)
    department_form = forms.ChoiceField(label="部门整体的自评表样", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [(scheme.id, scheme.name) for scheme in shipped_schemes().values()]
        for subject in (PROJECT, DEPARTMENT):
            named = [(form.id, form.name) for form in forms_of(subject)]
            self.fields[f"{subject}_form"].choices = [("", "按评分方案常用的"), *named]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_timetable(request, pk, year):
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if year not in YEARS:
        raise Http404
    if not may_schedule(request.user, office):
        raise PermissionDenied("自评日程由本局系统管理员或财政绩效科审核人安排。")
    row = EvaluationTimetable.objects.filter(office=office, fiscal_year=year).first()
    initial = {name: getattr(row, name) for name in TimetableForm.base_fields} if row else {}
    form = TimetableForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_timetable(office, year, **form.cleaned_data, by=request.user, request=request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已安排{office.name}{year}年的自评日程。")
            return redirect("evaluations")
    context = {"office": office, "year": year, "form": form, "schemes": shipped_schemes().values()}
    return render(
        request,
        "performance/self_evaluation/timetable.html",
        context,
        status=409 if form.errors else 200,
    )
