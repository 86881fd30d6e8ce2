"""Figure 3 for what is no free text: keys, levels, names in captions. No live formula, and the text stands there as it is."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest

from performance.documents.convert import read_text, write_text
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.exporting.flat_rows import Origin, flat_sheets
from tests.performance.importing.test_formula_payloads import CONTENTS, PAYLOADS, formulas, trimmed

READERS = {".xlsx": read_xlsx, ".docx": read_docx}
LAYOUT = {"province", "edition"}  # choose the form itself


def spoilt(row, payload):
    """The content with the payload in every text that is not blank, whatever it is for."""
    changed = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str) and not isinstance(value, Enum) and value and field.name not in LAYOUT:
            changed[field.name] = payload
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[field.name] = tuple(spoilt(one, payload) for one in value)
        elif is_dataclass(value):
            changed[field.name] = spoilt(value, payload)
    return replace(row, **changed)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("province", CONTENTS)
def test_no_key_is_a_formula_in_a_printed_form(province, suffix):
    sound = trimmed(CONTENTS[province])
    for payload in PAYLOADS:
        data = write_text(spoilt(sound, payload), suffix)
        assert formulas(data) == []
        printed = ["".join(cell.split()) for row in READERS[suffix](data).rows for cell in row.cells]
        bare = "".join(payload.split())
        assert sum(bare in cell for cell in printed) >= 10
        assert bare in printed


@pytest.mark.parametrize("suffix", READERS)
def test_a_project_code_comes_back(suffix):
    sound = trimmed(CONTENTS["河北"])
    for payload in (text for text in PAYLOADS if " " not in text):
        project = replace(sound.projects[0], code=payload)
        data = write_text(replace(sound, projects=(project,)), suffix)
        assert read_text(data, f"a{suffix}").content.projects[0].code == payload


@pytest.mark.parametrize("suffix", READERS)
def test_a_unit_code_is_printed_before_the_name_of_its_unit_and_no_character_of_it_is_lost(suffix):
    """Both stand in one cell with nothing between: only figures can be told from the name, the rest goes with it."""
    sound = trimmed(CONTENTS["河北"])
    (project,) = sound.projects
    for payload in (text for text in PAYLOADS if " " not in text):
        spoilt_project = replace(project, unit_code=payload)
        data = write_text(replace(sound, projects=(spoilt_project,)), suffix)
        (back,) = read_text(data, f"a{suffix}").content.projects
        assert (back.unit_code, back.unit_name) == ("", payload + project.unit_name)


def test_no_key_is_a_formula_in_a_flat_workbook():
    for content in CONTENTS.values():
        texts = [(Origin(*[payload] * 4, None), spoilt(content, payload)) for payload in PAYLOADS]
        data = flat_workbook("明细", flat_sheets(texts))
        assert formulas(data) == []
        cells = [cell for row in read_xlsx(data).rows for cell in row.cells]
        assert all(cells.count(payload) >= 10 for payload in PAYLOADS)
