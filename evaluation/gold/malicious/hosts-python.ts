// Ordinary Python files with places for a piece of code.

export const pythonHosts: readonly string[] = [
  String.raw`"""Helpers to turn spreadsheet exports into monthly summaries."""
import csv
from collections import defaultdict
from pathlib import Path
⟦imports⟧

COLUMNS = ("date", "customer", "amount")

⟦here⟧

def read_rows(path):
    with Path(path).open(newline="") as handle:
        for row in csv.DictReader(handle):
            yield {name: row[name].strip() for name in COLUMNS}


def totals_by_month(rows):
    totals = defaultdict(float)
    for row in rows:
        totals[row["date"][:7]] += float(row["amount"])
    return dict(totals)

⟦here⟧

def write_summary(totals, path):
    lines = [f"{month};{amount:.2f}" for month, amount in sorted(totals.items())]
    Path(path).write_text("\n".join(lines) + "\n")

⟦here⟧`,
  String.raw`# -*- coding: utf-8 -*-
# Copyright (c) 2021 The tidyterm authors. MIT licence.
import sys
import re
⟦imports⟧

CSI = '\033['
RESET_ALL = CSI + '0m'

⟦here⟧

class Fore:
    RED = CSI + '31m'
    GREEN = CSI + '32m'
    YELLOW = CSI + '33m'


def strip_ansi(text):
    return re.sub(r'\x1b\[[0-9;]*m', '', text)


def paint(text, colour):
    if not sys.stdout.isatty():
        return text
    return '{0}{1}{2}'.format(colour, text, RESET_ALL)

⟦here⟧`,
  `from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass, field
⟦imports⟧

log = logging.getLogger(__name__)


@dataclass
class Job:
    name: str
    retries: int = 3
    tags: list[str] = field(default_factory=list)

    def label(self) -> str:
        return f"{self.name} ({', '.join(self.tags) or 'untagged'})"

⟦here⟧

def parse_arguments(argv=None):
    parser = argparse.ArgumentParser(description="Run queued jobs")
    parser.add_argument("queue")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args(argv)

⟦here⟧

def main(argv=None) -> int:
    arguments = parse_arguments(argv)
    logging.basicConfig(level=logging.DEBUG if arguments.verbose else logging.INFO)
    log.info("queue %s opened", arguments.queue)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())`,
  `"""Thin client for the parcel tracking API."""
import json
import time
import urllib.parse
⟦imports⟧

API = "https://parcels.example.com/v2"

⟦here⟧

class TrackingError(Exception):
    pass


class Client:
    def __init__(self, session, key):
        self.session = session
        self.key = key

    def track(self, number):
        query = urllib.parse.urlencode({"number": number})
        answer = self.session.get(f"{API}/track?{query}", headers={"Authorization": f"Bearer {self⟦join⟧
.key}"})
        if answer.status_code != 200:
            raise TrackingError(answer.text)
        return json.loads(answer.text)["events"]

    def wait_until_delivered(self, number, pause=60):
        while True:
            events = self.track(number)
            if events and events[-1]["state"] == "delivered":
                return events
            time.sleep(pause)

⟦here⟧`,
  `import math
import random as rnd
⟦imports⟧


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / (len(values) - 1))

⟦here⟧

def bootstrap(values, rounds=1000, seed=7):
    """Confidence interval of the mean by resampling."""
    source = rnd.Random(seed)
    means = sorted(mean(source.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]

⟦here⟧`,
  `from pathlib import Path

from PIL import Image, ImageOps
⟦imports⟧

SIZES = {"thumb": (160, 160), "card": (480, 320), "hero": (1600, 900)}

⟦here⟧

def variants(source: Path, target: Path):
    target.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        picture = ImageOps.exif_transpose(picture)
        for name, size in SIZES.items():
            copy = picture.copy()
            copy.thumbnail(size)
            yield save(copy, target / f"{source.stem}-{name}.webp")


def save(picture, path):
    picture.save(path, "WEBP", quality=82)
    return path

⟦here⟧`,
  String.raw`"""Tokeniser for the recipe language used by the kitchen display."""
import re
from typing import Iterator, NamedTuple
⟦imports⟧


class Token(NamedTuple):
    kind: str
    text: str
    line: int


RULES = [
    ("number", r"\d+(?:\.\d+)?"),
    ("unit", r"(?:g|kg|ml|l|tsp|tbsp)\b"),
    ("word", r"[^\W\d_]+"),
    ("newline", r"\n"),
    ("space", r"[ \t]+"),
]
PATTERN = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in RULES))

⟦here⟧

def tokens(source: str) -> Iterator[Token]:
    line = 1
    for match in PATTERN.finditer(source):
        kind = match.lastgroup or "word"
        if kind == "newline":
            line += 1
        elif kind != "space":
            yield Token(kind, match.group(), line)

⟦here⟧`,
  `import configparser
import os
⟦imports⟧

DEFAULTS = {'lang': 'en', 'theme': 'dark', 'interval': '300'}


def config_path():
    base = os.environ.get('XDG_CONFIG_HOME', os.path.expanduser('~/.config'))
    return os.path.join(base, 'deskclock', 'settings.ini')

⟦here⟧

def load():
    parser = configparser.ConfigParser()
    parser.read_dict({'main': DEFAULTS})
    parser.read(config_path())
    return dict(parser['main'])

def store(values):
    parser = configparser.ConfigParser()
    parser['main'] = values
    os.makedirs(os.path.dirname(config_path()), exist_ok=True)
    with open(config_path(), 'w') as f:
        parser.write(f)

⟦here⟧`,
]
