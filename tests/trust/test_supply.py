"""What the application is built of: every package fixed by its hash, under a licence we may ship, without known holes."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.test_dependencies import DECLARED, project_name
from tests.trust.report import UNMEASURED

LOCK = REPOSITORY / "requirements.lock"
LOCKS = [LOCK, REPOSITORY / "requirements-ocr.lock", REPOSITORY / "requirements-dev.lock"]
PINNED = re.compile(r"^([\w.-]+)==(\S+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}[ \\]*)+)", re.MULTILINE)
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|Public Domain|MPL|Mozilla|LGPL|Lesser General|0BSD|HPND|CC0",
    re.IGNORECASE,
)
FEEDS = ("pypi", "osv")  # of advisories, as pip-audit calls them
PATIENCE = 120  # seconds for a program that asks the network


def entries(lock=LOCK):
    return re.findall(r"^[\w.-]+==[^\n]*(?:\n    [^\n]*)*", lock.read_text(encoding="utf-8"), re.MULTILINE)


def shipped():
    """What an installation holds, with all that it brings along and that is installed here."""
    waiting, found = [project_name(one) for one in DECLARED], {}
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except ModuleNotFoundError:  # for another platform or an extra that nobody asked for
            continue
        needed = found[name].requires or []
        waiting += [project_name(one) for one in needed if "extra ==" not in one]
    return found


def licence_of(package) -> str:
    metadata = package.metadata
    classifiers = [one for one in metadata.get_all("Classifier") or [] if one.startswith("License ::")]
    return " ".join(
        [metadata.get("License-Expression") or "", *classifiers, (metadata.get("License") or "")[:200]]
    )


@pytest.mark.figure(25)
@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_fixed_by_its_hash(lock, trial):
    found = entries(lock)
    loose = [entry.split()[0] for entry in found if not PINNED.match(entry)]
    lines = lock.read_text(encoding="utf-8").splitlines()
    strangers = [line for line in lines if line and not re.match(r"[\w.-]+==|    --hash=sha256:|#", line)]
    trial.count(f"{lock.name} 中的软件包", len(found))
    trial.find("没有固定版本和校验值", len(loose) + len(strangers))
    assert loose == strangers == []
    assert len(found) > len(DECLARED)


@pytest.mark.figure(25)
def test_every_package_that_is_shipped_has_a_licence_we_may_ship(trial):
    packages = shipped()
    foreign = {name: licence_of(one) for name, one in packages.items() if not ALLOWED.search(licence_of(one))}
    trial.count("随产品安装的软件包", len(packages))
    trial.find("许可证不在清单内", len(foreign))
    assert foreign == {}
    assert not ALLOWED.search("License :: OSI Approved :: GNU Affero General Public License v3")


@pytest.mark.figure(25)
@pytest.mark.long
def test_the_bill_of_materials_names_every_package(trial, tmp_path):
    file = tmp_path / "sbom.json"
    program = Path(sys.executable).with_name("cyclonedx-py")
    words = [program, "requirements", LOCK, "--output-format", "JSON", "--output-file", file]
    subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  (our own words)
    named = {part["name"].lower().replace("_", "-") for part in json.loads(file.read_text())["components"]}
    missing = {project_name(entry) for entry in entries()} - named
    trial.measure(f"物料清单（CycloneDX）列出 {len(named)} 个软件包")
    assert missing == set()


def answers_of(feed):
    """What the feed knows of each package; None where it does not answer, or knows none of them."""
    program = Path(sys.executable).with_name("pip-audit")
    words = [program, "-s", feed, "--requirement", LOCK, "--require-hashes", "--no-deps", "--format", "json"]
    try:
        run = subprocess.run(words, check=False, capture_output=True, text=True, timeout=PATIENCE)  # noqa: S603
        audited = json.loads(run.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return audited if any("vulns" in one for one in audited) else None


@pytest.mark.figure(25)
def test_no_package_has_a_known_hole(trial):
    """Only where the advisories can be asked: a package that could not be audited has not passed."""
    if not trial.full:
        pytest.skip("asks the network; under make trust only（漏洞库只在 make trust 时查询）")
    audited = next(filter(None, map(answers_of, FEEDS)), None)
    if audited is None:
        day = datetime.now(tz=UTC).date()
        pytest.skip(f"{UNMEASURED}漏洞库（{'、'.join(FEEDS)}）{day}没有答复；随产品没有漏洞快照")
    open_still = [one["name"] for one in audited if "vulns" not in one]
    holed = [one["name"] for one in audited if one.get("vulns")]
    trial.count("审计的软件包", len(audited))
    trial.find("未能审计", len(open_still))
    trial.find("有已知漏洞", len(holed))
    assert holed == [], holed
    assert open_still == [], f"未审计：{len(open_still)} 个软件包查不到漏洞信息"
