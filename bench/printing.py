"""What a PDF of 200 projects costs beside typst alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from bench.frame import Apart, Race, benchmark
from bench.pdf_peer import weasyprint_peer
from performance.content.json import load_content
from performance.content.model import StatementContent
from performance.documents.blocks import Printed
from performance.documents.formats.pdf.pages import pages_of
from performance.documents.formats.pdf.writer import Marks, _typst_compiler, pdf_bytes
from performance.documents.recognition import layout_of
from tests.conftest import REPOSITORY

COPIES = 10  # of 20 projects
ROUNDS = 5


def long_texts(side: str) -> Iterator[StatementContent]:
    """Every text has names of its own, or typst would remember the whole of it."""
    demo = REPOSITORY / "fixtures" / "demo" / "statements" / "tangshan-2026.json"
    content = load_content(demo.read_text(encoding="utf-8"))
    for edition in range(ROUNDS + 1):
        projects = tuple(
            replace(project, name=f"{project.name}{side}{edition}-{copy}")
            for copy in range(COPIES)
            for project in content.projects
        )
        yield replace(content, projects=projects)


def printed(content: StatementContent) -> Printed:
    return layout_of(content.province, content.edition).render(content)


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@benchmark(
    "pdf_200", "200 个项目的内容印成 PDF（含排版）÷ 同一模板、备好的数据，只用 typst", goal=1.3, rounds=ROUNDS
)
def pdf_beside_bare_typst() -> Race:
    texts = list(long_texts("甲"))
    press = _typst_compiler("")
    rest = {"fonts": press._families, "marks": {"draft": True, "approval": Marks().approval}}
    prepared = [
        json.dumps({**pages_of(text), **rest}, ensure_ascii=False) for text in map(printed, long_texts("乙"))
    ]

    def bare() -> object:
        return press._compiler.compile(format="pdf", sys_inputs={"statement": prepared.pop()})

    by_html = weasyprint_peer(list(map(printed, long_texts("丙")))[:1])
    return Race(
        this=lambda: pdf_bytes(printed(texts.pop())),
        floor=bare,
        says=page_count,
        peers={"WeasyPrint": by_html if isinstance(by_html, str) else Apart(by_html)},
    )
