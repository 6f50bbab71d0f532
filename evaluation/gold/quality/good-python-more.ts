// More good Python: tests of one shape, passwords beside pass, linear algebra, a generator of code.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const morePythonBodies: readonly Body[] = [
  {
    family: 'python-interval-tests',
    path: 'tests/test_intervals.py',
    near: 'repetition',
    text: file`
import pytest

from schedule.intervals import Interval, merge, subtract
@@
@pytest.mark.parametrize(
    "left, right, expected",
    [
        (Interval(0, 5), Interval(5, 9), False),
        (Interval(0, 5), Interval(4, 9), True),
        (Interval(0, 5), Interval(1, 2), True),
        (Interval(3, 3), Interval(0, 9), False),
    ],
)
def test_overlap_is_symmetric(left, right, expected):
    assert left.overlaps(right) is expected
    assert right.overlaps(left) is expected
@@
def test_merge_joins_what_touches():
    assert merge([Interval(0, 2), Interval(2, 4)]) == [Interval(0, 4)]


def test_merge_keeps_gaps():
    assert merge([Interval(0, 2), Interval(3, 4)]) == [Interval(0, 2), Interval(3, 4)]


def test_merge_of_nothing_is_nothing():
    assert merge([]) == []
@@
def test_subtract_from_the_middle_leaves_two():
    day = Interval(8, 18)
    lunch = Interval(12, 13)
    assert subtract(day, lunch) == [Interval(8, 12), Interval(13, 18)]


def test_subtract_all_leaves_nothing():
    assert subtract(Interval(8, 9), Interval(0, 24)) == []
@@
def test_an_interval_must_not_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(5, 4)
`,
    others: [
      { path: 'tests/unit/test_ranges.py', keep: [1, 2, 3], swap: { interval: 'span', subtract: 'without' } },
      { path: 'test_periods.py', keep: [2, 3, 4], swap: { interval: 'period', merge: 'union' }, licence: 'spdx' },
    ],
  },
  {
    family: 'python-password-policy',
    path: 'accounts/password_policy.py',
    near: 'code',
    text: file`
import hashlib
import hmac
import secrets

PASSWORD_MIN_LENGTH = 12
PASSWORD_ITERATIONS = 600_000
COMMON_PASSWORDS = frozenset(["password", "passw0rd", "letmein", "qwertyuiop"])


class WeakPassword(Exception):
    """The password does not pass the policy."""
@@
def check_password(password, username=""):
    if len(password) < PASSWORD_MIN_LENGTH:
        raise WeakPassword(f"a password has at least {PASSWORD_MIN_LENGTH} characters")
    if password.lower() in COMMON_PASSWORDS:
        raise WeakPassword("this password is in every word list")
    if username and username.lower() in password.lower():
        raise WeakPassword("a password must not hold the name of its user")
    classes = [any(map(test, password)) for test in (str.islower, str.isupper, str.isdigit)]
    if sum(classes) < 2 and len(password) < 20:
        raise WeakPassword("mix letters and digits, or use a longer passphrase")
@@
def hash_password(password, salt=None):
    salt = salt or secrets.token_bytes(16)
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, PASSWORD_ITERATIONS)
    return f"pbkdf2\${PASSWORD_ITERATIONS}\${salt.hex()}\${digest.hex()}"


def verify_password(password, stored):
    _, iterations, salt, digest = stored.split("$")
    passed = hashlib.pbkdf2_hmac("sha256", password.encode(), bytes.fromhex(salt), int(iterations))
    return hmac.compare_digest(passed.hex(), digest)
@@
class PassphraseGenerator:
    def __init__(self, words, bypass=()):
        self._words = [word for word in words if word not in bypass]

    def passphrase(self, count=5):
        return "-".join(secrets.choice(self._words) for _ in range(count))
`,
    others: [{ path: 'security/passwords.py', keep: [1, 3], swap: { weak: 'rejected' }, licence: 'mpl' }],
  },
  {
    family: 'python-linear-solver',
    path: 'numerics/solve.py',
    near: 'words',
    text: file`
"""Small dense linear algebra without dependencies. Matrices are lists of rows."""
from math import sqrt
import re

EPS = 1e-12
@@
def lu(a):
    """Doolittle with partial pivoting; returns (l, u, p)."""
    n = len(a)
    u = [row[:] for row in a]
    l = [[0.0] * n for _ in range(n)]
    p = list(range(n))
    for k in range(n):
        m = max(range(k, n), key=lambda i: abs(u[i][k]))
        if abs(u[m][k]) < EPS:
            raise ZeroDivisionError("the matrix is singular")
        u[k], u[m] = u[m], u[k]
        l[k], l[m] = l[m], l[k]
        p[k], p[m] = p[m], p[k]
        l[k][k] = 1.0
        for i in range(k + 1, n):
            f = u[i][k] / u[k][k]
            l[i][k] = f
            for j in range(k, n):
                u[i][j] -= f * u[k][j]
    return l, u, p
@@
def solve(a, b):
    l, u, p = lu(a)
    n = len(a)
    y = [0.0] * n
    for i in range(n):
        y[i] = b[p[i]] - sum(l[i][j] * y[j] for j in range(i))
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (y[i] - sum(u[i][j] * x[j] for j in range(i + 1, n))) / u[i][i]
    return x
@@
def jacobi(a, b, x0, steps=100):
    x = x0[:]
    n = len(a)
    for _ in range(steps):
        new = [(b[i] - sum(a[i][j] * x[j] for j in range(n) if j != i)) / a[i][i] for i in range(n)]
        if sqrt(sum((s - t) ** 2 for s, t in zip(new, x))) < EPS:
            return new
        x = new
    return x
`,
    others: [{ path: 'geo/fit.py', keep: [1, 3], swap: { jacobi: 'relax' }, extra: [pool.pyDuration], indent: 2 }],
  },
  {
    family: 'python-writes-generated-code',
    path: 'codegen/enums.py',
    near: 'generated',
    text: file`
"""Writes enum classes of Java and TypeScript from the tables in schema/*.toml.

Run by \`make enums\`; the output goes to build/ and is not committed.
"""
import tomllib
from pathlib import Path
from string import Template

from codegen.naming import camel_case, constant_case

JAVA = Template(
    """// This file is generated from $source, do not edit it.
package $package;

public enum $name {
$entries;
}
"""
)
@@
TYPESCRIPT = Template(
    """/* automatically generated from $source */
export const $name = {
$entries
} as const
"""
)
@@
def load(path: Path) -> dict:
    table = tomllib.loads(path.read_text())
    seen = set()
    for entry in table["entries"]:
        if entry["name"] in seen:
            raise ValueError(f"{path}: {entry['name']} stands twice")
        seen.add(entry["name"])
    return table
@@
def java(table: dict, source: Path) -> str:
    entries = ",\n".join(f'    {constant_case(e["name"])}("{e["code"]}")' for e in table["entries"])
    return JAVA.substitute(source=source, package=table["package"], name=table["name"], entries=entries)


def typescript(table: dict, source: Path) -> str:
    entries = "\n".join(f'  {camel_case(e["name"])}: "{e["code"]}",' for e in table["entries"])
    return TYPESCRIPT.substitute(source=source, name=table["name"], entries=entries)
@@
def generate(folder: Path, out: Path) -> None:
    for source in sorted(folder.glob("*.toml")):
        table = load(source)
        (out / f"{table['name']}.java").write_text(java(table, source))
        (out / f"{table['name']}.ts").write_text(typescript(table, source))
`,
    others: [{ path: 'build_tools/generate_tables.py', keep: [2, 3, 4], swap: { entries: 'rows', enum: 'table' } }],
  },
]
