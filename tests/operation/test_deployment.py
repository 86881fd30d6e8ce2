"""The files of deploy/ are what the programs that read them accept, and fit the application."""

import re
import shutil
import subprocess

import pytest
import yaml

from performance.findings.batch_files import BATCH_BYTES
from tests.conftest import REPOSITORY
from tests.rooms import APPLICATIONS
from tests.settings import UPLOAD_LIMIT_BYTES

DEPLOY = REPOSITORY / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
UNITS = sorted((DEPLOY / "systemd").iterdir())


def run(*command, **kwargs):
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **kwargs)  # noqa: S603


def nginx_conf():
    template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    return template.replace("${UPSTREAM}", "127.0.0.1:8000").replace("${SERVER_NAME}", "ysjx.example.gov.cn")


def test_nginx_accepts_its_configuration(tmp_path):
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not here: deploy/nginx.conf.template was not tried")
    named = ["-subj", "/CN=a", "-keyout", f"{tmp_path}/server.key", "-out", f"{tmp_path}/server.crt"]
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *named)
    site = nginx_conf().replace("/etc/nginx/certificates", str(tmp_path))
    around = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {site} }}"
    (tmp_path / "nginx.conf").write_text(around, encoding="utf-8")
    answer = run(NGINX, "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))
    assert (answer.returncode, answer.stderr) == (0, "")


def test_nginx_lets_through_what_the_application_takes_and_overwrites_what_it_trusts():
    conf = nginx_conf()
    sizes = [int(size) for size in re.findall(r"client_max_body_size (\d+)m;", conf)]
    for size, taken in zip(sizes, (UPLOAD_LIMIT_BYTES, BATCH_BYTES), strict=True):
        assert taken < size * 2**20 <= taken + 2**21
    troubles = (REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8")
    said = next(line for line in troubles.splitlines() if "client_max_body_size" in line and "413" in line)
    assert [int(size) for size in re.findall(r"(\d+)m\b", said)] == sizes
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", conf))
    assert headers["X-Forwarded-For"] == "$remote_addr"  # the client's own claim is dropped
    assert {"X-Forwarded-Proto", "X-Request-ID", "Host"} <= headers.keys()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_accepts_the_unit(unit, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here: the units were not tried")
    for other in UNITS:
        text = other.read_text(encoding="utf-8")
        for program in re.findall(r"^ExecStart=(\S+)", text, re.MULTILINE):
            text = text.replace(
                program, "/bin/true"
            )  # the programs of the installation are not on this machine
        (tmp_path / other.name).write_text(text.replace("file:///srv/goals/docs/operation.md", "man:true"))
    name = unit.name.replace("@.", "@backup.")
    shutil.copy(tmp_path / unit.name, tmp_path / name) if name != unit.name else None
    answer = run("systemd-analyze", "verify", "--man=no", str(tmp_path / name))
    ours = [line for line in answer.stderr.splitlines() if "goals" in line]
    assert (answer.returncode, ours) == (0, [])


@pytest.mark.parametrize("script", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_one_that_its_shell_can_read(script):
    shell = script.read_text(encoding="utf-8").splitlines()[0].rpartition("/")[2].split()[-1]
    answer = run(shell, "-n", str(script))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert script.stat().st_mode & 0o111


COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))


def test_the_services_of_compose_hang_together():
    services = COMPOSE["services"]
    assert services.keys() == {"database", "migrate", "application", "worker", "web"}
    for service in services.values():
        assert service.keys() <= SERVICE_KEYS
        assert "image" in service
        assert {*service.get("depends_on", ())} <= services.keys()
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            named = source in COMPOSE["volumes"]
            assert named or (REPOSITORY / source).exists() or source == "./deploy/certificates"
    assert [name for name, service in services.items() if "ports" in service] == ["web"]


SERVICE_KEYS = {
    *("build", "image", "command", "environment", "env_file", "volumes", "ports", "restart", "depends_on"),
    *("healthcheck", "read_only", "tmpfs", "cap_drop", "security_opt", "stop_grace_period", "shm_size"),
}


def test_the_image_holds_every_room_and_the_programs_of_the_databases_version():
    containerfile = (REPOSITORY / "Containerfile").read_text(encoding="utf-8")
    copied = {
        name for line in re.findall(r"^COPY (.+) \S+$", containerfile, re.MULTILINE) for name in line.split()
    }
    assert {*APPLICATIONS, "templates", "fixtures", "deploy", "manage.py", "requirements.lock"} <= copied
    assert all((REPOSITORY / name).exists() for name in copied)
    client = re.search(r"postgresql-client-(\d+)", containerfile)[1]
    assert COMPOSE["services"]["database"]["image"].startswith(f"postgres:{client}-")
