// Good Python: a parser, a cache, a report on the command line.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const pythonBodies: readonly Body[] = [
  {
    family: 'python-ini-parser',
    path: 'src/settings/ini.py',
    text: file`
"""Reads the settings format of the daemon: sections, keys, continuation lines."""
import re
from dataclasses import dataclass, field

SECTION = re.compile(r"^\[(?P<name>[^\]]+)\]\s*$")
ENTRY = re.compile(r"^(?P<key>[\w.-]+)\s*=\s*(?P<value>.*)$")


class SettingsError(ValueError):
    def __init__(self, line_number, message):
        super().__init__(f"line {line_number}: {message}")
        self.line_number = line_number
@@
@dataclass
class Settings:
    sections: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, section, key, default=None):
        return self.sections.get(section, {}).get(key, default)

    def flag(self, section, key):
        value = (self.get(section, key) or "").lower()
        if value in ("yes", "true", "on", "1"):
            return True
        if value in ("no", "false", "off", "0", ""):
            return False
        raise ValueError(f"{section}.{key} is neither yes nor no: {value!r}")
@@
def parse(text):
    settings = Settings()
    section, key = None, None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.split("#", 1)[0].rstrip()
        if not line:
            key = None
            continue
        if line[0].isspace() and key is not None:
            settings.sections[section][key] += "\n" + line.strip()
            continue
        if match := SECTION.match(line):
            section, key = match["name"], None
            settings.sections.setdefault(section, {})
        elif match := ENTRY.match(line):
            if section is None:
                raise SettingsError(number, "an entry before the first section")
            key = match["key"]
            settings.sections[section][key] = match["value"]
        else:
            raise SettingsError(number, f"cannot read {line!r}")
    return settings
`,
    others: [
      {
        path: 'agent/manifest.py',
        keep: [2],
        swap: { settings: 'manifest', section: 'block' },
        extra: [pool.pyDuration, pool.pyChunks],
        licence: 'apache',
      },
    ],
  },
  {
    family: 'python-ttl-cache',
    path: 'cachelib/ttl.py',
    text: file`
import threading
import time
from collections import OrderedDict


class TTLCache:
    """Keeps at most \`capacity\` entries, each for \`ttl\` seconds after it was written."""

    def __init__(self, capacity=1024, ttl=300.0, clock=time.monotonic):
        self._entries = OrderedDict()
        self._capacity = capacity
        self._ttl = ttl
        self._clock = clock
        self._lock = threading.RLock()
        self.hits = 0
        self.misses = 0
@@
    def get(self, key, default=None):
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry[0] < self._clock():
                self._entries.pop(key, None)
                self.misses += 1
                return default
            self._entries.move_to_end(key)
            self.hits += 1
            return entry[1]
@@
    def put(self, key, value):
        with self._lock:
            self._entries[key] = (self._clock() + self._ttl, value)
            self._entries.move_to_end(key)
            while len(self._entries) > self._capacity:
                self._entries.popitem(last=False)
@@
    def expire(self):
        """Drops what is too old; called by the sweeper once a minute."""
        now = self._clock()
        with self._lock:
            old = [key for key, (until, _) in self._entries.items() if until < now]
            for key in old:
                del self._entries[key]
        return len(old)
@@
def cached(cache):
    def wrap(function):
        def inner(*arguments):
            key = (function.__qualname__, arguments)
            value = cache.get(key)
            if value is None:
                value = function(*arguments)
                cache.put(key, value)
            return value

        return inner

    return wrap
`,
    others: [
      { path: 'session_store.py', keep: [1, 2], swap: { key: 'token', value: 'session' }, licence: 'mit' },
      {
        path: 'lib/memo.py',
        keep: [2, 3, 4],
        swap: { cache: 'store', entries: 'results' },
        extra: [pool.pyRetry],
        indent: 2,
      },
    ],
  },
  {
    family: 'python-sales-report',
    path: 'tools/sales_report.py',
    text: file`
#!/usr/bin/env python3
"""Sums a month of sales by shop and product, and writes a table."""
import argparse
import csv
import sys
from collections import defaultdict
from decimal import Decimal, InvalidOperation
@@
def read_sales(path):
    with open(path, newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter=";"):
            try:
                yield row["shop"], row["product"], Decimal(row["amount"].replace(",", "."))
            except (KeyError, InvalidOperation) as error:
                print(f"skipped {row}: {error}", file=sys.stderr)
@@
def summarise(sales):
    totals = defaultdict(lambda: defaultdict(Decimal))
    for shop, product, amount in sales:
        totals[shop][product] += amount
    return totals
@@
def write_table(totals, out):
    for shop, products in sorted(totals.items()):
        out.write(f"{shop}\n{'-' * len(shop)}\n")
        for product, amount in sorted(products.items(), key=lambda item: -item[1]):
            out.write(f"  {product:<30}{amount:>12.2f}\n")
        out.write(f"  {'total':<30}{sum(products.values()):>12.2f}\n\n")
@@
def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--shop", help="only this shop")
    options = parser.parse_args()
    sales = (sale for path in options.files for sale in read_sales(path))
    if options.shop:
        sales = (sale for sale in sales if sale[0] == options.shop)
    write_table(summarise(sales), sys.stdout)


if __name__ == "__main__":
    main()
`,
    others: [
      {
        path: 'scripts/energy_report.py',
        keep: [1, 2, 4],
        swap: { sale: 'reading', shop: 'station', product: 'sensor' },
        licence: 'gpl',
      },
    ],
  },
]
