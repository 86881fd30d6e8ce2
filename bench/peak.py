"""``python -m bench.peak PROJECTS``: by how many megabytes this process grows while it writes a workbook."""

import gc
import sys
from pathlib import Path

from bench.texts import a_statement
from performance.documents.convert import write_text


def kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(name)))


def peak_of_writing(projects: int) -> float:
    write_text(a_statement(20), ".xlsx")  # what is made once for all does not count
    content = a_statement(projects)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    before = kilobytes("VmRSS")
    write_text(content, ".xlsx")
    return (kilobytes("VmHWM") - before) / 1024


if __name__ == "__main__":
    print(f"{peak_of_writing(int(sys.argv[1])):.2f}")
