"""The documented example names every variable that is read, and no other; and a copy of it starts clean."""

import ast
import re

import pytest

from tests.conftest import REPOSITORY
from tests.rooms import SOURCES
from tests.test_settings import manage, setting

EXAMPLE = (REPOSITORY / "deploy" / "environment.example").read_text(encoding="utf-8")
DOCUMENTED = re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE)
READING = {"get", "setdefault", "switched_on", "words"}
SETTLED_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}  # not for the person who installs
PLACES = {
    **SOURCES,
    "manage": (REPOSITORY / "manage.py").read_text(encoding="utf-8"),
    "gunicorn": (REPOSITORY / "deploy" / "gunicorn.conf.py").read_text(encoding="utf-8"),
}


def variables_of(source):
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ") | ast.Name(id="environ"), attr=verb),
                args=[first, *_],
            ):
                name = first
            case ast.Call(func=ast.Name(id=verb), args=[first, *_]):
                name = first
            case _:
                continue
        if verb in READING and isinstance(name, ast.Constant) and re.fullmatch("[A-Z_]+", str(name.value)):
            yield name.value


def test_every_variable_that_is_read_is_documented_and_no_other():
    read = {name for source in PLACES.values() for name in variables_of(source)} - SETTLED_ELSEWHERE
    assert len(DOCUMENTED) == len({*DOCUMENTED})
    assert read == {*DOCUMENTED}


def filled(**kwargs):
    """The example as an administrator has it who filled in what is required."""
    pairs = re.findall(r"^([A-Z][A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    return {**dict(pairs), "SECRET_KEY": "k3y" + "abcdefgh" * 8, "TRAIL_KEY": "y" * 40, **kwargs}


@pytest.mark.long
def test_a_filled_copy_of_the_example_passes_the_deployment_check(tmp_path):
    answer = manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **filled(STATIC_ROOT=str(tmp_path / "static"), BACKUP_FOLDER=str(tmp_path)),
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("METRICS_ADDRESSES", "10.0.0.300", "METRICS_ADDRESSES 应为地址或网段"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT 只能是 json 或 text"),
        ("SCHEDULE", "backup=02:00", "环境变量 SCHEDULE：没有定时任务“backup”"),
    ],
)
def test_a_value_that_makes_no_sense_stops_the_start_with_a_sentence(name, value, sentence):
    answer = setting("LOG_FORMAT", **filled(**{name: value}))
    assert sentence in answer.stderr
