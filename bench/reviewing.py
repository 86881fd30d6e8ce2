"""What a review costs beside reading the same text."""

from bench.frame import Race, benchmark
from performance.content.json import load_content
from performance.documents.convert import write_text
from performance.documents.formats.txt import read_txt
from performance.documents.recognition import layout_of
from performance.review import review
from tests.conftest import REPOSITORY, SEEDS

TEXT = "tangshan-2026"


def printed_text() -> bytes:
    """The published text where it is at hand, else the demo statement of the same figures."""
    seed = SEEDS / f"{TEXT}.txt"
    if seed.is_file():
        return seed.read_bytes()
    demo = REPOSITORY / "fixtures" / "demo" / "statements" / f"{TEXT}.json"
    return write_text(load_content(demo.read_text(encoding="utf-8")), ".txt")


@benchmark("review", "全部规则审核唐山 2026 文本 ÷ 解析同一文本", goal=1.0)
def review_beside_parsing() -> Race:
    data = printed_text()
    layout, edition = layout_of("河北", "2023"), "2023"
    content = layout.parse(read_txt(data), edition).content
    return Race(
        this=lambda: review(content), floor=lambda: layout.parse(read_txt(data), edition), says=None
    )  # different work: how dear is judging beside reading
