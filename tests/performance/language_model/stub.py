"""A model service on this machine that answers what it is told to, and remembers what it was asked."""

import json
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import SimpleNamespace

KEY = "a-key-that-nobody-reads"


def saying(content, **choice):
    """The answer of the protocol with this content, which is written as JSON unless it is a text."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    plain = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop", **choice}]
    }
    return answering(json.dumps(plain).encode())


def answering(body, status=200, **headers):
    def answer(handler, service):
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def silent(handler, service):
    """Says nothing until everybody goes home."""
    service.closing.wait()


def trickling(handler, service):
    """A byte at a time, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while not service.closing.wait(0.01):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def endless(handler, service):
    handler.send_response(200)
    handler.end_headers()
    while not service.closing.is_set():
        service.written += handler.wfile.write(b" " * 65536)


@contextmanager
def model_service(answer):
    """``answer`` writes what comes back; it can be exchanged."""
    service = SimpleNamespace(asked=[], answer=answer, closing=Event(), written=0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append(
                SimpleNamespace(path=self.path, headers=dict(self.headers), plain=json.loads(body))
            )
            with suppress(OSError):  # whoever asked may be gone
                service.answer(self, service)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
