// Bodies of code in Python, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfPython = {
  python: {
    path: '@thing@lib/store.py',
    styles: ['hash', 'docstring', 'hashRuled'],
    body: `from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
%%%

@dataclass
class @Thing@:
    name: str
    weight: float = 0.0
    labels: list[str] = field(default_factory=list)

    def matches(self, label: str) -> bool:
        return label.lower() in (other.lower() for other in self.labels)


class @Thing@Store:
    """Keeps every @thing@ in one JSON file that is replaced at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.items: dict[str, @Thing@] = {}

    def load(self) -> None:
        if not self.path.exists():
            return
        for row in json.loads(self.path.read_text(encoding="utf-8")):
            self.items[row["name"]] = @Thing@(**row)

    def save(self) -> None:
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps([vars(item) for item in self.items.values()], indent=2))
        os.replace(part, self.path)`,
  },
  pythonScript: {
    path: 'tools/import_@thing@.py',
    opening: '#!/usr/bin/env python\n# -*- coding: utf-8 -*-',
    styles: ['hash', 'quotes', 'hashBox', 'docstring'],
    body: `import csv
import sys
from optparse import OptionParser
%%%

def rows(path, delimiter):
    with open(path, 'rb') as handle:
        for number, row in enumerate(csv.reader(handle, delimiter=delimiter)):
            if number == 0 or not row:
                continue
            yield [cell.strip() for cell in row]


def main():
    parser = OptionParser(usage='%prog [options] FILE')
    parser.add_option('-d', '--delimiter', default=';')
    parser.add_option('-n', '--dry-run', action='store_true')
    options, args = parser.parse_args()
    if len(args) != 1:
        parser.error('expected one file')
    count = 0
    for row in rows(args[0], options.delimiter):
        count += 1
        if not options.dry_run:
            print('insert @thing@ %s' % row[0])
    sys.stderr.write('%d @thing@ rows\\n' % count)


if __name__ == '__main__':
    main()`,
  },
  pythonScience: {
    path: 'analysis/@thing@_fit.py',
    styles: ['hash', 'docstring', 'hashDouble'],
    body: `import numpy as np
from scipy.optimize import curve_fit
%%%

def model(t, amplitude, rate, offset):
    return amplitude * np.exp(-rate * t) + offset


def fit_@thing@(times, values, guess=(1.0, 0.1, 0.0)):
    """Fit a decay to the @thing@ readings; gives parameters and their errors."""
    times = np.asarray(times, dtype=float)
    values = np.asarray(values, dtype=float)
    keep = np.isfinite(times) & np.isfinite(values)
    parameters, covariance = curve_fit(model, times[keep], values[keep], p0=guess, maxfev=4000)
    return parameters, np.sqrt(np.diag(covariance))


def residuals(times, values, parameters):
    return np.asarray(values) - model(np.asarray(times), *parameters)`,
  },
} as const satisfies HostTable
