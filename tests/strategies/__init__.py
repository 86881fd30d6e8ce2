"""Any content that a printed form can express, province by province: what is printed can be read back from it.

A form cannot express everything that a content can hold. Left out here, because print loses it:

* white space around a text; blank lines in running text, where a line is a paragraph;
* lines that a form would take for something else: captions and headings of its own, numbered lines
  inside a numbered list, a number alone behind a blank line, which is a page number, or in plain text
  a cell that says 目录 and nothing else;
* tabs, which part the cells of plain text;
* indicators without a name or a level, and in Guizhou levels or names that its vocabulary takes for others;
* a spending plan whose mode is not the one that its figures show;
* an empty family behind indicators of the same family, where the form prints a family once;
* the fields that a province does not print: weights nowhere, units and codes only in Hebei, and so on.
"""

from tests.strategies.guizhou import guizhou
from tests.strategies.hebei import hebei
from tests.strategies.hubei import hubei

PRINTABLE = {
    ("河北", "2020"): hebei("2020"),
    ("河北", "2023"): hebei("2023"),
    ("湖北", "2024"): hubei(),
    ("贵州", "2024"): guizhou(),
}
