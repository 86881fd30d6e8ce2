"""What LibreOffice can open, as .docx, .xlsx or .pdf: with a profile of its own, no macros, no network and no second try.

Runs within the process apart, whose limits and whose folder it shares; both end with that process.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from departments.uploads.refused_file import RefusedFile

# Macros off, links to elsewhere not followed, nothing offered for repair.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Recovery/RecoveryInfo"><prop oor:name="Enabled" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
_FILTERS = {
    ".docx": "docx:MS Word 2007 XML",
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
    ".pdf": "pdf:writer_pdf_Export",
}
_NOWHERE = "http://127.0.0.1:9"  # where nobody answers: for whatever still wants to fetch something
_REFUSED = "LibreOffice 没有能打开这个文件，文件可能已损坏或加了密码。请用 Word、Excel 或 WPS 打开并另存为 {} 后再上传。"


def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(content: bytes, suffix: str, wanted: str, folder: Path) -> bytes:
    """The content of a file ``suffix`` as a file ``wanted``. Raises RefusedFile."""
    office = program()
    if office is None:
        raise RefusedFile(
            f"本机没有安装 LibreOffice，不能读取“{suffix}”文件。请用 Word、Excel 或 WPS 另存为 {wanted} 后再上传。"
        )
    source, profile, target = folder / f"text{suffix}", folder / "profile", folder / "out"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    source.write_bytes(content)
    subprocess.run(  # noqa: S603 - the program of the machine, with file names of our own
        [
            *_without_network(),
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
            *("--convert-to", _FILTERS[wanted], "--outdir", str(target), str(source)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "http_proxy": _NOWHERE,
            "https_proxy": _NOWHERE,
        },
    )
    made = target / f"text{wanted}"
    if not made.is_file():
        raise RefusedFile(_REFUSED.format(wanted))
    return made.read_bytes()


def _without_network() -> list[str]:
    """A network of its own with nobody in it, where the machine lets a user have one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    allowed = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)  # noqa: S603
    return [unshare, "-rn"] if allowed.returncode == 0 else []
