"""Made cards on forms that ask more than the national one, after those of every form."""

from tests.performance.self_evaluation.rules.cases import CASES, Change, case, text


def on_form(form, **amounts) -> Change:
    """What only this form asks, by its keys."""

    def changed(card):
        card.row.form = form
        return text(more=tuple(amounts.items()))(card)

    return changed


HUNAN = {
    **{"income_general": "10", "income_other": "2", "spent_basic": "8", "spent_projects": "4"},
    **{"receptions_all-final": "2", "car_running-final": "1.5", "reception-final": "0.5"},
    **{"projects-budget": "4", "business-budget": "3", "running-budget": "0.5"},
}


FORMS = (
    case("Hunan without its amounts", on_form("hunan")),
    case("Hunan whose amounts agree", on_form("hunan", **HUNAN)),
    case("Hunan with one side alone", on_form("hunan", **{**HUNAN, "spent_basic": "", "spent_projects": ""})),
    case("Hunan whose amounts were rounded", on_form("hunan", **{**HUNAN, "income_general": "10.01"})),
    case(
        "Hunan with an amount that nobody can read",
        on_form("hunan", **{**HUNAN, "income_other": "约2"}),
        due="23",
    ),
    case(
        "Hunan whose sides differ by more", on_form("hunan", **{**HUNAN, "income_general": "10.05"}), due="27"
    ),
    case("Hunan whose sides differ", on_form("hunan", **{**HUNAN, "spent_basic": "9"}), due="27"),
    case(
        "Hunan whose sum is another", on_form("hunan", **{**HUNAN, "receptions_all-final": "2.5"}), due="27"
    ),
    case(
        "Hunan with a part above the whole", on_form("hunan", **{**HUNAN, "business-budget": "5"}), due="27"
    ),
)
ALL_CASES = (*CASES, *FORMS)
