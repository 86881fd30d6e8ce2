"""Whatever stands at the other end: one sentence, within the time, of a bounded reading, and never the key."""

import json
import socket

import pytest

from performance.language_model import calling
from performance.language_model.calling import LARGEST_ANSWER, NoAnswer, ask, turn_to_ask
from performance.language_model.endpoint import Endpoint, endpoint, is_outside, language_model
from tests.performance.language_model.stub import (
    KEY,
    answering,
    endless,
    model_service,
    saying,
    silent,
    trickling,
)

ASKED = ({"role": "system", "content": "要求"}, {"role": "user", "content": "资料"})


def at(service, seconds=20):
    return Endpoint(service.address, "qwen", seconds, 5, KEY)


def test_the_protocol_is_spoken_with_the_key_and_nothing_more():
    with model_service(saying("好")) as service:
        assert ask(at(service), ASKED) == "好"
    (asked,) = service.asked
    assert (asked.path, asked.headers["Authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert (asked.plain["model"], asked.plain["messages"]) == ("qwen", list(ASKED))
    assert KEY not in repr(at(service))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (answering(b"\xff\xfe garbage"), "读不懂"),
        (answering(b'{"choices": [{"message": {"content": "half'), "读不懂"),
        (answering(b'{"choices": []}'), "读不懂"),
        (answering(b'{"choices": 7}'), "读不懂"),
        (answering(b"[" * 100_000), "读不懂"),
        (answering(json.dumps({"choices": [{"message": {"content": None}}]}).encode()), "没有作答"),
        (saying("  "), "没有作答"),
        (saying("写到一半", finish_reason="length"), "没有写完"),
        (answering(b"no", 401), "LANGUAGE_MODEL_KEY"),
        (answering(b"no", 404), "LANGUAGE_MODEL_NAME"),
        (answering(b"no", 429), "请过几分钟再试"),
        (answering(b"no", 500), "答复 500"),
        (answering(b"", 302, Location="http://192.0.2.1/"), "没有跟随跳转"),
        (answering(b"{}", **{"Content-Length": "100"}), "读不懂"),
        (lambda handler, service: None, "没有连上"),
        (endless, "没有读完"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(answer, said):
    with model_service(answer) as service, pytest.raises(NoAnswer, match=said) as told:
        ask(at(service), ASKED)
    assert len(service.asked) == 1
    assert KEY not in f"{told.value!r}{told.value.__cause__!r}"
    assert service.written < 100 * LARGEST_ANSWER


@pytest.mark.parametrize("answer", [silent, trickling])
def test_who_never_ends_is_cut_short(answer):
    with model_service(answer) as service, pytest.raises(NoAnswer, match=r"没有在 0\.2 秒内答复"):
        ask(at(service, seconds=0.2), ASKED)


def test_nobody_there_is_said():
    with model_service(silent) as service:
        gone = at(service)
    with pytest.raises(NoAnswer, match="没有连上模型服务"):
        ask(gone, ASKED)


def test_nothing_leaves_for_a_public_address(monkeypatch):
    """A name may lead there, whatever the settings were checked for."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("10.0.0.1", "8.8.8.8")]
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *words, **more: found)
    monkeypatch.setattr(calling.socket, "create_connection", lambda *words, **more: pytest.fail("连接了"))
    with pytest.raises(NoAnswer, match="公网地址"):
        ask(Endpoint("http://model.example", "qwen", 5, 5, KEY), ASKED)


def test_a_name_of_two_numbers_is_tried_at_both(monkeypatch):
    with model_service(saying("好")) as service:
        port = int(service.address.rpartition(":")[2].partition("/")[0])
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))
            for number in ("127.0.0.2", "127.0.0.1")
        ]
        monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *words, **more: found)
        monkeypatch.setattr(calling.socket, "create_connection", _only_at("127.0.0.1"))
        assert ask(at(service), ASKED) == "好"


def _only_at(number):
    def connected(address, **more):
        if address[0] != number:
            raise ConnectionRefusedError
        plain = socket.socket()
        plain.settimeout(more["timeout"])
        plain.connect(address)
        return plain

    return connected


def test_few_wait_at_once():
    with turn_to_ask(), turn_to_ask(), pytest.raises(NoAnswer, match="正有别人"), turn_to_ask():
        pass
    with turn_to_ask():
        pass


@pytest.mark.parametrize(
    ("host", "outside"),
    [
        ("10.1.2.3", False),
        ("192.168.0.9", False),
        ("127.0.0.1", False),
        ("fd00::1", False),
        ("model.local", False),
        ("8.8.8.8", True),
        ("::ffff:8.8.8.8", True),
        ("2606:4700::1111", True),
        ("0.0.0.0", True),  # noqa: S104  (read, not listened at)
        ("224.0.0.1", True),
    ],
)
def test_which_numbers_are_public(host, outside):
    assert is_outside(host) is outside


NAMED = {"LANGUAGE_MODEL_URL": "http://10.0.0.1/v1/", "LANGUAGE_MODEL_NAME": "qwen"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "ftp://10.0.0.1", "http:// 或 https://"),
        ("URL", "http://[", "写法有误"),
        ("URL", "http://10.0.0.1:99999", "写法有误"),
        ("URL", "http://who:secret@10.0.0.1", "不带用户名"),
        ("URL", "https://8.8.8.8/v1", "公网地址"),
        ("NAME", "", "LANGUAGE_MODEL_NAME"),
        ("KEY", "键", "ASCII"),
        ("KEY", "a\nb", "ASCII"),
        ("SECONDS", "0", "1 至 60"),
        ("SECONDS", "61", "1 至 60"),
        ("PER_DAY", "0", "1 以上"),
    ],
)
def test_settings_that_cannot_work_are_named_and_offer_nothing(settings, name, value, said):
    settings.LANGUAGE_MODEL = language_model(NAMED)
    assert endpoint() == Endpoint("http://10.0.0.1/v1", "qwen")
    settings.LANGUAGE_MODEL = language_model({**NAMED, f"LANGUAGE_MODEL_{name}": value})
    assert endpoint() is None
    (fault,) = settings.LANGUAGE_MODEL.faults()
    assert said in fault


def test_without_an_address_there_is_no_model(settings):
    settings.LANGUAGE_MODEL = language_model({})
    assert (endpoint(), settings.LANGUAGE_MODEL.faults()) == (None, [])
