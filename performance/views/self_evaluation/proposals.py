"""What others said of a project, put into its card as a proposal that nobody has saved yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.self_evaluation.writing import CARD
from performance.views.self_evaluation.face import FACE
from performance.views.self_evaluation.monitored import filled_in, monitored
from performance.views.written.face import Shown
from performance.views.written.pages import page_of


@never_cache
@login_required
@require_POST
def evaluation_monitored(request, pk):
    """The page with what monitoring said where nothing stands: looked over by whoever saves it."""
    row = FACE.visible(request.user, pk)
    monitored_results = monitored(row, request.user)
    if reason := CARD.why_not(row, request.user):
        messages.error(request, reason)
        return redirect("evaluation", pk)
    content, number = filled_in(CARD.read(row), monitored_results) if monitored_results else (None, 0)
    if not number:
        messages.error(request, "没有可以填入的：还没有监控报告，或空的完成值在监控中也没有。")
        return redirect("evaluation", pk)
    kind = "执行情况" if monitored_results.is_final else "全年预计，不是实际完成值"
    messages.warning(
        request,
        f"已按“{monitored_results.task}”的{kind}填入{number}处，还没有保存；请逐项核对后按“{FACE.save_words}”。",
    )
    return page_of(request, FACE, row, Shown(content))
