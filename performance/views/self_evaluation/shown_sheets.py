"""What the page of a card shows of the sheets of the finance office, and those that are being written."""

from performance.models import MaterialState
from performance.scoring.arithmetic import plain
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.checks import in_force, shown_to, why_not_checked
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.spot_checks.checking import GivenPoints, SeenMaterial, lines_in, required_of
from performance.self_evaluation.spot_checks.drawing import drawn_in_force


def sheets_of(paper, user, more):
    """``more`` has what was typed and refused, if anything was."""
    row, shown = paper.row, shown_to(paper.row, user)
    writes = not why_not_checked(row, user)
    return {
        "checks": writes,
        **_rechecks(row, shown, more.get("checked")),
        **_spot_checks(paper, shown, writes, more.get("spotted")),
    }


def _rechecks(row, shown, checked):
    sheets = list(row.rechecks.select_related("person")) if shown else []
    for sheet in sheets:
        sheet.lines = [(line, sheet.points.get(line.code, "")) for line in LINES]
    typed = checked.points if checked else {}
    return {
        "rechecks": sheets,
        "recheck_required": shipped_schemes()[row.scheme].recheck,
        "recheck_lines": [(line, typed.get(line.code, "")) for line in LINES],
        "checked": checked,
    }


def _spot_checks(paper, shown, writes, spotted):
    row = paper.row
    sheets = list(row.spot_checks.select_related("person")) if shown else []
    for sheet in sheets:
        sheet.seen = [(one, MaterialState(one["state"]).label) for one in sheet.materials]
    return {
        "spot_checks": sheets,
        "drawn": list(drawn_in_force(row)),
        "spot": in_force(row.spot_checks.all()) if sheets else None,
        "spotted": spotted,
        "spot_lines": list(_lines(paper, spotted)) if writes else [],
        "spot_materials": list(_materials(row, spotted)) if writes else [],
        "material_states": MaterialState,
    }


def _lines(paper, spotted):
    """The card's own points stand there until others are given."""
    rows = {row.key: row for row in paper.content.results}
    targets = {(one.level1, one.level2, one.name): one.target for one in paper.promised.content.indicators}
    for place, line in enumerate(lines_in(paper)):
        own = "" if line.own is None else plain(line.own)
        given = spotted.scores[place] if spotted else GivenPoints(own)
        row = rows.get(line.key)
        target = targets.get(line.key, "")
        points = plain(line.points)
        yield {"line": line, "points": points, "own": own, "given": given, "target": target, "row": row}


def _materials(row, spotted):
    typed = {seen.name: seen for seen in spotted.materials} if spotted else {}
    for name in required_of(row):
        yield typed.get(name) or SeenMaterial(name, "")
