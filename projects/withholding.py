"""Which projects are kept from the public: decided once, and true of the project through every change of its row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from projects.models import BudgetProject, WithheldIdentity
from projects.withheld_identity import Identity


@transaction.atomic
def withhold(project: BudgetProject, reason: str, *, also_known_as: Iterable[Identity] = ()) -> None:
    """Keep the project out of the public edition; an empty reason lets it in again. The text stays as it is.

    ``also_known_as`` is what it was in earlier texts.
    """
    BudgetProject.objects.filter(pk=project.pk).update(withheld_reason=reason)
    project.withheld_reason = reason
    WithheldIdentity.objects.filter(project_key=project.pk).delete()
    if reason:
        _remember(project, {identity_of(project), *also_known_as})
    else:
        _forget_the_removed(project)


def remember(projects: QuerySet[BudgetProject]) -> None:
    """Write down by what the withheld ones among these are known, before a save changes or removes them."""
    for project in projects.exclude(withheld_reason=""):
        _remember(project, {identity_of(project)})


def remember_stored(
    sender: type[BudgetProject], instance: BudgetProject, raw: bool, **signal: object
) -> None:
    """Receive pre_save."""
    if instance.pk and not raw:
        remember(BudgetProject.objects.filter(pk=instance.pk))


def hand_on_reason(
    sender: type[BudgetProject], instance: BudgetProject, raw: bool, created: bool, **signal: object
) -> None:
    """Receive post_save."""
    if not raw:
        hand_on_reasons([instance], new=[instance] if created else [])


def remember_removed(sender: type[BudgetProject], instance: BudgetProject, **signal: object) -> None:
    """Receive pre_delete."""
    if instance.withheld_reason:
        _remember(instance, {identity_of(instance)})


def hand_on_reasons(projects: Sequence[BudgetProject], *, new: Collection[BudgetProject] = ()) -> None:
    """Withhold those of these new or renamed rows that bear the code or the name of a withheld project of their unit.

    A name that an open project beside them bears too tells nothing; a code that is not blank always does.
    The ``new`` ones of these are also held against the year before: what goes on is kept back until somebody decides
    otherwise, and who has decided so is not overruled by a later save.
    """
    known = _identities_beside(projects, years=(0, 1))
    if not known:
        return
    begun = {project.pk for project in new}
    keys = [project.pk for project in projects]
    for project in BudgetProject.objects.filter(pk__in=keys, withheld_reason=""):
        years = (0, 1) if project.pk in begun else (0,)
        reason = _reason_for(project, [one for one in known if _beside(one, project, years)])
        if reason:
            withhold(project, reason)


def _reason_for(project: BudgetProject, known: Sequence[WithheldIdentity]) -> str:
    for one in known:
        if project.code and _same(one.code, project.code):
            return one.reason
    named = [one for one in known if project.name and _same(one.name, project.name)]
    return named[0].reason if named and not _shares_its_name(project) else ""


def _shares_its_name(project: BudgetProject) -> bool:
    beside = BudgetProject.objects.filter(unit=project.unit_id, fiscal_year=project.fiscal_year)
    return beside.filter(name=project.name, withheld_reason="").exclude(pk=project.pk).exists()


def _identities_beside(
    projects: Iterable[BudgetProject], years: tuple[int, ...] = (0,)
) -> list[WithheldIdentity]:
    """Those of the units and the years of the projects; ``years`` says how many years before, 0 being the same."""
    places = {(project.unit_id, project.fiscal_year - ago) for project in projects for ago in years}
    here = Q(unit__in={unit for unit, _ in places}, fiscal_year__in={year for _, year in places})
    return list(WithheldIdentity.objects.filter(here)) if places else []


def _beside(identity: WithheldIdentity, project: BudgetProject, years: tuple[int, ...]) -> bool:
    return identity.unit_id == project.unit_id and project.fiscal_year - identity.fiscal_year in years


def _forget_the_removed(project: BudgetProject) -> None:
    """Who lets a project in again also means the row that it had before it was removed and made anew."""
    same = [
        one
        for one in _identities_beside([project])
        if (project.code and _same(one.code, project.code)) or _same(one.name, project.name)
    ]
    keys = {one.project_key for one in same}
    living = set(BudgetProject.objects.filter(pk__in=keys).values_list("pk", flat=True))
    WithheldIdentity.objects.filter(project_key__in=keys - living).delete()


def _remember(project: BudgetProject, identities: Iterable[Identity]) -> None:
    WithheldIdentity.objects.bulk_create(
        [
            WithheldIdentity(
                office_code=project.office_code,
                unit_id=project.unit_id,
                fiscal_year=project.fiscal_year,
                project_key=project.pk,
                reason=project.withheld_reason,
                **identity._asdict(),
            )
            for identity in sorted(identities)
        ],
        ignore_conflicts=True,
    )


def identity_of(project: BudgetProject) -> Identity:
    return Identity(project.code, project.name, project.leader)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
