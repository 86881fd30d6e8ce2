"""The bundle for machines without a network: refused where it is not whole or not for this machine, and else it installs."""

import os
import platform
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest

from tests.conftest import REPOSITORY
from tests.trust.trial import under_trial

INSTALL = REPOSITORY / "deploy" / "install.sh"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
UNMEASURED = "未测："


def run(*command, cwd):
    """With what leads to the package index, and nothing else of the tests' environment."""
    index = {name: value for name, value in os.environ.items() if name == "HOME" or name.startswith("PIP_")}
    return subprocess.run(  # noqa: S603
        command,
        cwd=cwd,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHON": sys.executable, **index},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def bundle(tmp_path):
    """As far as the script looks before it installs anything."""
    (tmp_path / "wheels" / platform.machine()).mkdir(parents=True)
    (tmp_path / "deploy").mkdir()
    shutil.copy2(INSTALL, tmp_path / "deploy")
    (tmp_path / "deploy" / "python-version").write_text(f"{VERSION}\n", encoding="utf-8")
    (tmp_path / "manage.py").write_text("whole", encoding="utf-8")
    (tmp_path / "SHA256SUMS").write_text(f"{sha256(b'whole').hexdigest()}  ./manage.py\n", encoding="utf-8")
    return tmp_path


def alter_a_file(bundle):
    (bundle / "manage.py").write_text("altered", encoding="utf-8")


def take_away_the_machine(bundle):
    (bundle / "wheels" / platform.machine()).rename(bundle / "wheels" / "loongarch64")


def ask_for_another_python(bundle):
    (bundle / "deploy" / "python-version").write_text("3.9\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (alter_a_file, "安装包不完整或被改动，没有安装。"),
        (take_away_the_machine, f"安装包中没有 {platform.machine()} 的组件（只有：loongarch64 ）"),
        (ask_for_another_python, "需要 Python 3.9"),
    ],
)
def test_what_cannot_be_installed_is_refused_before_anything_is_written(bundle, spoil, said):
    spoil(bundle)
    answer = run("sh", "deploy/install.sh", cwd=bundle)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert not (bundle / ".venv").exists()


@pytest.mark.figure(40)
def test_a_bundle_installs_and_answers_without_a_network(trial, tmp_path):
    if not under_trial():
        pytest.skip(
            "takes minutes and a package index; tried under make trust（离线安装包在 make trust 中试验）"
        )
    source = tmp_path / "source"
    run("git", "clone", "--quiet", str(REPOSITORY), str(source), cwd=tmp_path)
    (source / ".venv").symlink_to(REPOSITORY / ".venv")
    made = run("bash", "deploy/bundle.sh", cwd=source)
    if made.returncode:
        pytest.skip(f"{UNMEASURED}没有做成安装包：{made.stderr.strip().splitlines()[-1]}")
    (packed,) = (source / "dist").glob("goals-*.tar.gz")
    trial.count("安装包", 1)
    trial.measure(f"安装包 {packed.stat().st_size / 2**20:.0f} MB")
    tried = run("bash", "deploy/try_bundle.sh", str(packed), cwd=source)
    assert tried.returncode == 0, tried.stderr
    assert "没有网络也能安装，页面正常。" in tried.stdout
