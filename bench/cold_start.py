"""What it costs to convert one text from the command line, beside making Django ready and doing nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.frame import Race, benchmark
from tests.conftest import REPOSITORY


@benchmark(
    "cold_convert", "convert_text 转换一份文本的整个进程 ÷ 只运行 django.setup() 的进程", goal=1.5, rounds=9
)
def convert_beside_bare_setup():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}

    def run(*arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own program with our own arguments
            [sys.executable, *arguments], cwd=REPOSITORY, env=environment, check=True, capture_output=True
        )

    with TemporaryDirectory() as folder:
        source, target = REPOSITORY / "tests" / "should_pass" / "hebei.txt", Path(folder, "text.docx")
        yield Race(
            this=lambda: run("manage.py", "convert_text", str(source), str(target)),
            floor=lambda: run("-c", "import django; django.setup()"),
            says=None,  # different work: how dear is a small task beside the start
        )
