"""Who may write: the state folder is locked while a sidecar lives, and holds a counter that every start raises.

A call with a lower fence comes from a trainer that has been replaced; it is refused before it touches anything. A process
whose own fence is no longer the folder's has been replaced itself: it writes nothing and deletes nothing there.
"""

import fcntl
import os
import time
from pathlib import Path

from .errors import Refusal

WAIT_SECONDS = 10.0  # a killed trainer's sidecar needs a moment to notice


class Fence:
    def __init__(self, state: Path):
        state.mkdir(parents=True, exist_ok=True)
        self._path = state / "fence"
        self._lock = open(state / "lock", "a+")
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Refusal(409, "locked", f"another sidecar holds {state}") from None
                time.sleep(0.05)
        self.value = 0
        self.raise_to(self._stored() + 1)

    def raise_to(self, value: int) -> None:
        """Durable before it is used: a fence that a crash takes back would be given out twice."""
        temporary = self._path.with_suffix(".tmp")
        with open(temporary, "w") as file:
            file.write(str(value))
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, self._path)
        sync_folder(self._path.parent)
        self.value = value

    def hold(self) -> None:
        """Refuses where another start has raised the fence meanwhile. The lock keeps others out, but a lock can be lost:
        somebody removes its file, or puts an older folder in the place of this one."""
        found = self._stored()
        if found != self.value:
            raise Refusal(409, "fenced", f"the folder's fence is {found}, this process has {self.value}", actual=found)

    def _stored(self) -> int:
        return int(self._path.read_text()) if self._path.exists() else 0

    def check(self, given: object, may_raise: bool = False) -> None:
        if not isinstance(given, int) or isinstance(given, bool):
            raise Refusal(400, "bad-request", "every call carries its fence, an integer", expected=self.value)
        self.hold()
        if may_raise and given > self.value:
            self.raise_to(given)
        if given != self.value:
            raise Refusal(409, "fenced", f"fence {given} is not {self.value}", actual=self.value)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
