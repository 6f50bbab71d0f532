"""The process itself: its lifeline, its lock and fence, one job at a time, and answers while torch still imports."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import samples_of

HERE = Path(__file__).parent


class Client:
    def __init__(self, path: Path):
        self.path = path

    def call(self, method: str, path: str, *lines: dict) -> tuple[int, dict]:
        connection = http.client.HTTPConnection("unix", timeout=60)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(str(self.path))
        connection.request(method, path, "".join(json.dumps(line) + "\n" for line in lines).encode())
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def health(self) -> dict:
        return self.call("GET", "/health")[1]


def launch(state: Path) -> tuple[subprocess.Popen, Client]:
    state.mkdir(exist_ok=True)
    path = state / f"{time.monotonic_ns()}.sock"
    command = [sys.executable, "-B", "-m", "codelupe_sidecar", "--state", str(state), "--socket", str(path)]
    process = subprocess.Popen([*command, "--device", "cpu"], cwd=HERE.parent, stdin=subprocess.PIPE)
    return process, Client(path)


def until(condition, seconds: float = 120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if (value := condition()) is not None:
                return value
        except OSError:
            pass
        time.sleep(0.02)
    raise AssertionError("it did not happen")


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    process, client = launch(tmp_path_factory.mktemp("state"))
    until(lambda: True if client.health()["status"] == "ready" else None)
    yield client
    process.kill()
    process.wait()


def fence(client) -> int:
    return client.health()["fence"]


def resume(client) -> int:
    """Adopts a new fence and starts afresh; returns the fence."""
    mine = fence(client) + 1
    assert client.call("POST", "/v1/resume", {"fence": mine, "from": "fresh"})[0] == 200
    return mine


def test_health_answers_while_torch_imports_and_calls_are_told_so(tmp_path):
    process, client = launch(tmp_path)
    assert until(client.health)["status"] == "importing"
    status, body = client.call("POST", "/v1/prune", {"fence": 1, "keep": []})
    assert (status, body["error"]["code"]) == (503, "starting")
    process.kill()
    process.wait()


def test_the_end_of_stdin_ends_it_even_while_it_imports(tmp_path):
    process, client = launch(tmp_path)
    until(client.health)
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_ctrl_c_is_left_to_the_parent(tmp_path):
    process, client = launch(tmp_path)
    until(client.health)
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    assert client.health()["fence"] == 1
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_every_start_raises_the_fence_and_a_twin_has_to_stay_out(tmp_path, monkeypatch):
    first, client = launch(tmp_path)
    assert until(client.health)["fence"] == 1
    import codelupe_sidecar.fence as module
    from codelupe_sidecar.errors import Refusal

    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with pytest.raises(Refusal):
        module.Fence(tmp_path)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert module.Fence(tmp_path).value == 2


def test_a_lower_fence_is_refused_and_touches_nothing(ready):
    mine = resume(ready)
    assert resume(ready) == mine + 1  # another trainer has taken over
    for name in ("step", "checkpoint", "prune", "resume", "generate"):
        status, body = ready.call("POST", f"/v1/{name}", {"fence": mine, "from": "fresh", "keep": []})
        assert (status, body["error"]["code"], body["error"]["actual"]) == (409, "fenced", mine + 1)
    assert ready.call("POST", "/v1/prune", {"keep": []})[0] == 400


def test_a_second_job_is_told_busy(ready):
    mine, answers = resume(ready), []
    head = {"fence": mine, "batchId": "b", "expectedStep": 0}

    def step():
        answers.append(ready.call("POST", "/v1/step", head, *samples_of(40, length=4000)))

    worker = threading.Thread(target=step)
    worker.start()
    until(lambda: ready.health()["busy"])
    status, body = ready.call("POST", "/v1/checkpoint", {"fence": mine})
    higher = ready.call("POST", "/v1/resume", {"fence": mine + 1, "from": "fresh"})
    worker.join()
    assert (status, body["error"]["code"], body["error"]["running"]) == (409, "busy", "step")
    assert higher[0] == 409 and answers[0][0] == 200 and answers[0][1]["step"] == 1


def test_a_step_from_a_wrong_place_is_told_the_right_one(ready):
    mine = resume(ready)
    status, body = ready.call("POST", "/v1/step", {"fence": mine, "batchId": "b", "expectedStep": 5}, *samples_of(1))
    assert (status, body["error"]["code"], body["error"]["actual"]) == (409, "step-mismatch", 0)


@pytest.mark.parametrize(
    "lines",
    [[{"batchId": 3}], [{}], [{"batchId": "b"}, {"sampleId": "x"}], [{"batchId": "b"}, *samples_of(1), *samples_of(1)]],
)
def test_bad_requests_are_refused_before_anything_is_trained(ready, lines):
    mine = resume(ready)
    head = {"fence": mine, "expectedStep": 0} | lines[0]
    assert ready.call("POST", "/v1/step", head, *lines[1:])[0] == 400
    assert ready.health()["step"] == 0


def test_a_failed_resumption_leaves_nothing_to_train_from(ready):
    mine = resume(ready)
    lost = {"name": "step-7-7", "manifestSha256": "0" * 64}
    status, body = ready.call("POST", "/v1/resume", {"fence": mine, "from": lost})
    assert (status, body["error"]["code"]) == (422, "checkpoint-lost")
    status, body = ready.call("POST", "/v1/step", {"fence": mine, "batchId": "b", "expectedStep": 0}, *samples_of(1))
    assert (status, body["error"]["code"]) == (409, "not-resumed")


def test_shutdown_ends_it(tmp_path):
    process, client = launch(tmp_path)
    until(client.health)
    assert client.call("POST", "/v1/shutdown")[0] == 200
    assert process.wait(timeout=5) == 0
