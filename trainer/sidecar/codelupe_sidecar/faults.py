"""Fault tests only: marked points at which this process ends or stops itself, and texts that act like trouble.

Off unless --crash-at or --fault asks for it: what a crash just there leaves behind must be repaired by the next start.
"""

import signal
import threading
import time
from dataclasses import dataclass, field

POINTS = (
    "sidecar.verified",  # resume: every hash is right, nothing is loaded
    "sidecar.loaded",  # resume: the model is there, nobody has been told
    "sidecar.stepping",  # step: gradients, and no step with them yet
    "sidecar.stepped",  # step: made, nobody has been told
    "sidecar.written",  # checkpoint: every byte is written, none is synced
    "sidecar.synced",  # checkpoint: synced, and not yet under its name
    "sidecar.renamed",  # checkpoint: under its name, nobody has been told
    "sidecar.pruning",  # prune: a file is gone, the others are not
)
KINDS = ("nan", "memory", "hang", "crash", "together", "slots")


@dataclass
class Faults:
    point: str = ""
    passings: int = 0
    stops: bool = False
    troubles: list[tuple[str, str]] = field(default_factory=list)

    def passing(self, point: str) -> None:
        if point != self.point:
            return
        self.passings -= 1
        if self.passings == 0:
            # To this thread: a signal to the process may reach it a few lines later.
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP if self.stops else signal.SIGKILL)

    def meets(self, texts: list[str], slots: int) -> str | None:
        """What a forward pass over these texts runs into: `nan`, `memory`, or nothing. `together` crashes where the
        word's text shares the pass with another."""
        for kind, what in self.troubles:
            if kind == "slots":
                if slots > int(what):
                    return "memory"
            elif any(what in text for text in texts):
                while kind == "hang":
                    time.sleep(1)
                if kind == "crash" or (kind == "together" and len(set(texts)) > 1):
                    signal.raise_signal(signal.SIGSEGV)
                if kind == "together":
                    continue
                return kind
        return None


def faults_of(crash_at: str | None, troubles: list[str]) -> Faults:
    """`point[:n[:stop]]` and `kind:word`, or `slots:number`. Raises ValueError."""
    found = Faults(troubles=[_trouble(text) for text in troubles])
    if crash_at is None:
        return found
    point, _, rest = crash_at.partition(":")
    count, _, how = rest.partition(":")
    if point not in POINTS:
        raise ValueError(f"--crash-at: {point} is none of {', '.join(POINTS)}")
    found.point, found.passings, found.stops = point, int(count or 1), how == "stop"
    return found


def _trouble(text: str) -> tuple[str, str]:
    kind, _, what = text.partition(":")
    if kind not in KINDS or what == "":
        raise ValueError(f"--fault: {text} is not one of {', '.join(KINDS)}, a colon, and a word")
    return kind, what
