"""HTTP/1.1 over a Unix socket. Health answers from the first moment, while torch still imports in a thread beside it.

stdin is the lifeline: when it ends, the parent is gone, and so is this process, whatever it computes: no GPU process
outlives its trainer.
"""

import json
import os
import signal
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler

from .errors import Refusal
from .fence import Fence
from .jobs import Jobs, parse_body
from .settings import Settings, parse

BODY_BYTES_MAX = 256 * 1024 * 1024
EXIT_FENCED = 5
# Set before torch is imported: spinning threads starve the other processes of a small machine.
ENVIRONMENT = {
    "OMP_WAIT_POLICY": "passive",
    "GOMP_SPINCOUNT": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64
    jobs: Jobs


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def address_string(self) -> str:
        return "unix"

    def log_message(self, *_args: object) -> None:
        """Silent: paths are few, and bodies hold source code."""

    def do_GET(self) -> None:
        if self.path == "/health":
            self._answer(200, self.server.jobs.health())
        elif self.path == "/metrics":
            jobs = self.server.jobs
            text = jobs.metrics.text(jobs.health()["fence"], jobs.busy is not None)
            self._send(200, "text/plain; version=0.0.4; charset=utf-8", text.encode())
        else:
            self._answer(404, Refusal(404, "not-found", self.path).body())

    def do_POST(self) -> None:
        try:
            body = self._body()
            name = self.path.removeprefix("/v1/")
            if self.path == "/v1/shutdown":
                self._answer(200, {"stopping": True})
                self.wfile.flush()
                os._exit(0)
            if name not in self.server.jobs.calls or not self.path.startswith("/v1/"):
                raise Refusal(404, "not-found", self.path)
            head, samples = parse_body(body)
            self._answer(200, self.server.jobs.run(name, head, samples))
        except Refusal as refusal:
            self._answer(refusal.status, refusal.body())
        except Exception as error:  # the client recovers from the last checkpoint; the message holds no content
            print(f"sidecar: {self.path}: {type(error).__name__}: {str(error)[:500]}", file=sys.stderr, flush=True)
            self._answer(500, Refusal(500, "internal", type(error).__name__).body())

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > BODY_BYTES_MAX:
            self.close_connection = True  # the body stays unread, so the connection cannot go on
            raise Refusal(413, "too-large", f"a Content-Length of at most {BODY_BYTES_MAX} is expected")
        return self.rfile.read(int(length))

    def _answer(self, status: int, body: dict) -> None:
        self._send(status, "application/json", json.dumps(body).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def watch_lifeline() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


def serve(settings: Settings) -> int:
    try:
        fence = Fence(settings.state)
    except Refusal as refusal:
        print(f"sidecar: {refusal}", file=sys.stderr)
        return EXIT_FENCED
    for stale in [*settings.state.glob("*.sock"), settings.socket]:  # the lock is ours, so nobody listens there
        stale.unlink(missing_ok=True)
    server = Server(str(settings.socket), Handler)
    os.chmod(settings.socket, 0o600)
    server.jobs = Jobs(settings, fence)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    # Ctrl-C reaches the whole group; the trainer decides what is still finished, and its end is ours.
    signal.signal(signal.SIGINT, signal.SIG_IGN if settings.lifeline else lambda *_: os._exit(0))
    if settings.lifeline:
        threading.Thread(target=watch_lifeline, daemon=True).start()
    threading.Thread(target=server.jobs.load, daemon=True).start()
    server.serve_forever(poll_interval=3600)
    return 0


def main() -> None:
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ["HF_HUB_OFFLINE"] = "1"  # nothing is ever fetched at run time
    sys.exit(serve(parse(sys.argv[1:])))


if __name__ == "__main__":
    main()
