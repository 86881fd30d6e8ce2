"""Any readable file to content, and content to any writable format: layouts and formats meet here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath

from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.content.json import ContentError, dump_content, load_content
from performance.content.model import StatementContent
from performance.content.office_forms import is_office_form
from performance.documents.blocks import Source
from performance.documents.cleaning import cleaned
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.isolated import wire
from performance.documents.formats.isolated.limits import Limits
from performance.documents.formats.isolated.process import Progress, nobody_waits, read_apart
from performance.documents.formats.isolated.wanted import Marks, Wanted
from performance.documents.formats.pdf.writer import pdf_bytes
from performance.documents.formats.txt import NotText, write_txt
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.forms.known import own_form_in
from performance.documents.forms.read import NoForm, read_form
from performance.documents.forms.which_tables import OTHER_TABLE
from performance.documents.mirroring import mirror_of
from performance.documents.readers import BY_SUFFIX, ELSEWHERE, READ_HERE, TEXT
from performance.documents.reading import Likely, Read, Report
from performance.documents.recognition import UnknownLayout, layout_of, readable_forms, recognise
from performance.documents.second_look import looked_over
from performance.documents.uncertain import is_recognised
from performance.documents.weight import SMALL, unpacked_size

_OF_A_KNOWN_LAYOUT = 0.6  # of the characters are placed in a text of that layout, damaged as it may be


class Unreadable(ValueError):
    """A file that cannot be read at all; each problem says what was expected instead."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


READABLE = (*BY_SUFFIX, ".json")


def read_text(
    data: bytes,
    name: str,
    *,
    province: str | None = None,
    edition: str | None = None,
    year: int | None = None,
    progress: Progress = nobody_waits,
) -> Read:
    """The content of a file by its suffix; what is not given is recognised from the document.

    Raises Unreadable. A file that was read with gaps is no error here: its report says so.
    """
    read = read_unless(Marks(), data, name, progress=progress, province=province, edition=edition)
    if isinstance(read, Source):
        raise TypeError("no source is wanted")
    return replace(read, content=replace(read.content, year=year)) if year else read


def read_unless(
    marks: Marks,
    data: bytes,
    name: str,
    *,
    progress: Progress = nobody_waits,
    province: str | None = None,
    edition: str | None = None,
    mirror: bool = False,
) -> Read | Source:
    """As ``read_text``, but the bare source of a file in which a mark stands; with a mirror where one is wanted.

    What is small is read at once. What is large, and what takes large programs, is read where it can be stopped.
    """
    return _read(data, name, Wanted(province, edition, marks, mirror), progress)


def read_bare(data: bytes, name: str, *, progress: Progress = nobody_waits) -> Source:
    """What stands in a file, before anybody asks what it means. Raises Unreadable."""
    found = _read(data, name, Wanted(bare=True), progress)
    if isinstance(found, Source):
        return found
    raise Unreadable(["这是内容的 JSON，没有表格；请用印好的或空白的表样。"])


def _read(data: bytes, name: str, wanted: Wanted, progress: Progress) -> Read | Source:
    suffix = PurePath(name).suffix.lower()
    _check_size(data)
    with _in_words():
        limits = _limits(suffix)
        if (suffix in READ_HERE or suffix == ".json") and unpacked_size(data) <= SMALL:
            return read_here(data, suffix, wanted)
        return read_apart(data, suffix, limits, progress, wanted)


def read_here(data: bytes, suffix: str, wanted: Wanted) -> Read | Source:
    """In this process. Raises Unreadable."""
    with _in_words():
        if suffix == ".json":
            return Read(_load_json(data), _nothing_lost())
        return answered(READ_HERE[suffix](data), wanted)


def answered(source: Source, wanted: Wanted) -> Read | Source:
    """Raises Unreadable."""
    if wanted.bare or wanted.marks.found_in(source):
        return source
    with _in_words():
        read = read_source(source, wanted.province, wanted.edition)
    if not wanted.mirror:
        return read
    scan = wire.dump(wire.pack(source)) if is_recognised(source) else None
    return replace(read, mirror=mirror_of(source, read.report), scan=scan, pictures=source.pictures)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        raise Unreadable(error.problems) from error
    except RefusedFile as error:
        raise Unreadable(list(map(str, error.args))) from error
    except (NotText, UnknownLayout) as error:
        raise Unreadable([str(error)]) from error


def _load_json(data: bytes) -> StatementContent:
    try:
        content = load_content(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotText("JSON 文件应为 UTF-8 编码。") from error
    layout_of(content.province, content.edition)
    return content


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise Unreadable(["文件是空的；应为一份部门预算绩效文本。"])
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            [f"文件有 {len(data) / MEGABYTE:.1f} MB，超过 {LARGEST_FILE // MEGABYTE} MB 的上限。"]
        )


def _limits(suffix: str) -> Limits:
    if suffix == ".json":
        return TEXT
    try:
        return BY_SUFFIX[suffix].limits
    except KeyError:
        remedy = ELSEWHERE.get(suffix, f"可读的文件有：{'、'.join(READABLE)}。")
        raise RefusedFile(f"不能读取“{suffix or '无扩展名'}”文件。{remedy}") from None


def read_source(source: Source, province: str | None = None, edition: str | None = None) -> Read:
    """What the rows of a document say. Raises UnknownLayout."""
    source = cleaned(source)
    return looked_over(_read_as(source, province, edition), source)


def _read_as(source: Source, province: str | None, edition: str | None) -> Read:
    if province is None or edition is None:
        if (own := _in_readers_own_form(source)) is not None:
            return own
        try:
            found_province, found_edition = recognise(source, province)
        except UnknownLayout:
            return _read_any_form(source)
        read = _known(found_province, edition or found_edition, source)
        lost = read.report.placed_share < _OF_A_KNOWN_LAYOUT or not any(read.content.indicators())
        return _better(read, source) if lost and province is None else read
    return _known(province, edition, source)


def _in_readers_own_form(source: Source) -> Read | None:
    """What a source says in a form of the reader's office, if that is the form it is written in."""
    if own_form_in(source) is None:
        return None
    try:
        read = read_form(source)
    except NoForm:
        return None
    return read if is_office_form(read.content.form or _first_form(read)) else None


def _first_form(read: Read) -> str:
    return next((project.form for project in read.content.projects), "")


def _known(province: str, edition: str, source: Source) -> Read:
    read = layout_of(province, edition).parse(source, edition)
    likely = Likely(f"{province}（{edition}版）", read.report.placed_share, "归入的文字")
    return replace(read, report=replace(read.report, likely=read.report.likely or (likely,)))


def _better(read: Read, source: Source) -> Read:
    """A document that shares but a label with a known layout is read by its own heads; it is never forced into one."""
    try:
        other = read_form(source)
    except NoForm:
        return read
    found, known = (len(list(one.content.indicators())) for one in (other, read))
    return other if found > known and OTHER_TABLE not in dict(other.report.noise) else read


def _read_any_form(source: Source) -> Read:
    try:
        return read_form(source)
    except NoForm as error:
        raise UnknownLayout(f"{error}；可以读取的表样有：{'、'.join(readable_forms())}。") from error


def _nothing_lost() -> Report:
    return Report(characters=0, noise=(), unplaced=(), problems=(), notices=())


def _printed_as(write: Callable[..., bytes]) -> Callable[[StatementContent], bytes]:
    return lambda content: write(layout_of(content.province, content.edition).render(content))


WRITERS: Mapping[str, Callable[[StatementContent], bytes]] = {
    ".json": lambda content: dump_content(content).encode(),
    ".docx": _printed_as(docx_bytes),
    ".pdf": _printed_as(pdf_bytes),
    ".xlsx": _printed_as(xlsx_bytes),
    ".txt": _printed_as(write_txt),
}


def write_text(content: StatementContent, suffix: str) -> bytes:
    """A content in the format of a suffix such as ``.xlsx``.

    Raises Unreadable for an unknown suffix or layout, and for a text that the format cannot hold.
    """
    try:
        write = WRITERS[suffix.lower()]
    except KeyError:
        known = "、".join(WRITERS)
        raise Unreadable([f"不能写成“{suffix or '无扩展名'}”文件；可写的有：{known}。"]) from None
    try:
        if suffix.lower() != ".json":
            layout_of(content.province, content.edition)
        return write(content)
    except (UnknownLayout, Unprintable) as error:
        raise Unreadable([str(error)]) from error
