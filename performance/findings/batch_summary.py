"""A batch in sentences: kinds of findings by severity, the weakest departments, and what was sent in twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from performance.findings.checked_file import CheckedFile
from performance.review import Severity

_MOST_KINDS = 15
_MOST_DEPARTMENTS = 10

Section = tuple[str, tuple[str, ...]]


def sections(files: Sequence[CheckedFile]) -> tuple[Section, ...]:
    """Each heading with its sentences. What was not read whole gets no verdict and no rank."""
    whole = [each for each in files if not each.shortfall]
    return (
        ("审了哪些", tuple(_judged(files, whole))),
        ("问题的种类", tuple(_kinds(whole))),
        ("问题最多的部门", tuple(_weakest(whole))),
        ("内容相同的文本", tuple(_repeats(files))),
    )


def _judged(files: Sequence[CheckedFile], whole: Sequence[CheckedFile]) -> Iterator[str]:
    yield f"共{len(files)}份文本，读全并审核{len(whole)}份。"
    yield from (f"“{each.name}”没有读全，不作结论。" for each in files if each.shortfall)
    yield from (f"{name}：{number}份。" for name, number in Counter(map(_versions, whole)).items())


def _versions(file: CheckedFile) -> str:
    """By which catalogue and rule set a file was judged."""
    return file.account.partition("（")[2].rpartition("）")[0]


def _kinds(whole: Sequence[CheckedFile]) -> Iterator[str]:
    """A text sent in twice counts once, as in the ranks of departments."""
    files = list({each.digest: each for each in reversed(whole)}.values())
    if twice := len(whole) - len(files):
        yield f"内容相同的只计一次（{twice}份没有重复计算）。"
    for severity in Severity:
        found = [f for each in files for f in each.findings if f.severity is severity]
        titles = {finding.code: finding.title for finding in found}
        texts: dict[str, set[str]] = defaultdict(set)
        for each in files:
            for finding in each.findings:
                if finding.severity is severity:
                    texts[finding.code].add(each.name)
        common = Counter(finding.code for finding in found).most_common(_MOST_KINDS)
        listed = "；".join(f"{code} {titles[code]} {n}处（{len(texts[code])}份）" for code, n in common)
        kinds, places = len(titles) - len(common), len(found) - sum(n for _, n in common)
        rest = f"；另有{kinds}类{places}处，见工作簿" if kinds else ""
        yield f"{severity.label}{len(found)}处：{listed}{rest}。" if found else f"没有{severity.label}。"


def _weakest(files: Sequence[CheckedFile]) -> Iterator[str]:
    """All texts of a department together; a text sent in twice counts once."""
    of: dict[str, dict[str, CheckedFile]] = defaultdict(dict)
    for each in files:
        of[each.department][each.digest] = each
    weighed = [(_counted(texts.values()), name) for name, texts in of.items()]
    faulty = sorted((-errors, -warnings, name, projects) for (errors, warnings, projects), name in weighed)
    faulty = [one for one in faulty if one[0] or one[1]]
    for number, (errors, warnings, name, projects) in enumerate(faulty[:_MOST_DEPARTMENTS], 1):
        yield f"{number}．{name}：错误{-errors}处、警告{-warnings}处，{projects}个项目。"
    if len(faulty) > _MOST_DEPARTMENTS:
        yield f"另有{len(faulty) - _MOST_DEPARTMENTS}个部门，见工作簿。"
    if not faulty:
        yield "没有需要修改或说明的文本。"


def _counted(files: Iterable[CheckedFile]) -> tuple[int, int, int]:
    texts = list(files)
    errors, warnings = (
        sum(each.count(level) for each in texts) for level in (Severity.ERROR, Severity.WARNING)
    )
    return errors, warnings, sum(each.projects for each in texts)


def _repeats(files: Sequence[CheckedFile]) -> Iterator[str]:
    """Known by what they say, whatever the files are called."""
    same: dict[str, list[str]] = defaultdict(list)
    for each in files:
        if each.digest:
            same[each.digest].append(each.name)
    repeated = [names for names in same.values() if len(names) > 1]
    yield from (f"{'、'.join(names)} 的内容完全相同，只需审核一份。" for names in repeated)
    if not repeated:
        yield "没有。"
