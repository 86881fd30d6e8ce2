"""A receiver on this machine that checks what it gets, and fails as often as it is told."""

import hmac
import json
from base64 import b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Thread
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

SECRET = "a secret of the receiver"


def is_signed(headers, body):
    signed = f"{headers['X-Timestamp']}.".encode() + body
    return headers["X-Signature"] == f"sha256={hmac.new(SECRET.encode(), signed, sha256).hexdigest()}"


def is_signed_for_dingtalk(path):
    query = parse_qs(urlsplit(path).query)
    moment = query["timestamp"][0]
    sign = b64encode(hmac.new(SECRET.encode(), f"{moment}\n{SECRET}".encode(), sha256).digest()).decode()
    return query["sign"] == [sign]


def is_signed_for_feishu(plain):
    sign = b64encode(hmac.new(f"{plain['timestamp']}\n{SECRET}".encode(), b"", sha256).digest()).decode()
    return plain["sign"] == sign


@contextmanager
def receiving(answer=lambda number: (200, b"{}")):
    """``answer`` gives the status and body of each request by its number; what came is in ``got``."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(
                SimpleNamespace(path=self.path, headers=dict(self.headers), body=body, plain=json.loads(body))
            )
            status, said, *location = answer(len(got))
            self.send_response(status)
            for where in location:
                self.send_header("Location", where)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self):
            self.do_POST()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield SimpleNamespace(host=f"127.0.0.1:{server.server_port}", got=got)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def failing(share, seed):
    """Fails so often; half of the failures have taken the message all the same."""
    random = Random(seed)  # noqa: S311 - a seed, no secret
    return lambda number: (500, b"") if random.random() < share else (200, b"{}")
