"""Figures 1 and 2: whatever is uploaded, the page answers soon, in words, and nothing of the file is kept anywhere."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from departments.models import TrailEntry
from performance.models import PerformanceStatement, Upload
from performance.selectors import statement_content
from tests.performance.importing.hostile_files import hostile_files

LEAST, LONGEST, MOST_MEMORY = 200, 5, 150  # files, seconds, MB

# What is worst for memory, all read in a process of their own.
WORST = {
    "a bomb in .xlsx",
    "bombs in .docx",
    "a bomb that lies about its size",
    "one long text in many cells",
    "deep markup in .docx",
    "a large rectangle",
    "long lines",
}
MEASURE = """
import resource, sys
from pathlib import Path
from django import setup
setup()
from performance.importing.proposals import WrongFile
from performance.importing.reading import read_upload
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in Path(sys.argv[1]).iterdir():
    try:
        read_upload(path.read_bytes(), path.name, user=None)
    except WrongFile:
        print(path.name)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_no_hostile_file_does_any_harm(reviewer_at, statement, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = statement_content(statement)
    trail = TrailEntry.objects.count()
    page = f"/statements/{statement.pk}/import/"
    names = []
    for what, name, data in hostile_files():
        started = time.monotonic()
        answer = reviewer_at.post(page, {"file": SimpleUploadedFile(name, data)})
        assert time.monotonic() - started < LONGEST, what
        assert answer.status_code in (200, 302), what
        if (
            answer.status_code == 302
        ):  # harmless after all, and waiting for a decision: look at it, and refuse
            assert reviewer_at.get(answer["Location"]).status_code in (200, 302), what
            assert reviewer_at.get(f"{answer['Location']}annotated.xlsx").status_code in (200, 302, 404), what
            Upload.objects.all().delete()
        else:
            assert answer.context["form"].errors["file"], what
        assert not Upload.objects.exists(), what
        assert list(tmp_path.iterdir()) == [], what
        names.append(what)
    assert len(set(names)) == len(names) >= LEAST
    assert statement_content(PerformanceStatement.objects.get()) == before
    assert PerformanceStatement.objects.get().version == statement.version
    assert TrailEntry.objects.count() == trail


def test_no_hostile_file_takes_much_memory(tmp_path):
    for number, (_, name, data) in enumerate(one for one in hostile_files() if one[0] in WORST):
        (tmp_path / f"{number}{Path(name).suffix}").write_bytes(data)
    run = subprocess.run(  # noqa: S603 - runs what stands above
        [sys.executable, "-c", MEASURE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."},
    )
    *refused, most = run.stdout.split()
    assert len(refused) == len(WORST)
    assert int(most) <= MOST_MEMORY
