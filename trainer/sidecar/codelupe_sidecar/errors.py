"""What the sidecar refuses, as one exception with a status, a stable code, and the facts a client acts on."""


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str, **detail: object):
        super().__init__(message)
        self.status = status
        self.code = code
        self.detail = detail

    def body(self) -> dict[str, object]:
        return {"error": {"code": self.code, "message": str(self), **self.detail}}
