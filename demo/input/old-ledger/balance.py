# This program is free software: you can redistribute it and/or modify
# it under the terms of the GNU General Public License as published by
# the Free Software Foundation, either version 3 of the License, or
# (at your option) any later version.
"""Sums a text ledger: one line an entry, `date account cents`."""
import sys
from collections import Counter


def balances(lines):
    totals = Counter()
    for number, line in enumerate(lines, start=1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields) != 3:
            raise SystemExit(f"line {number}: expected date, account and cents, found {len(fields)} fields")
        totals[fields[1]] += int(fields[2])
    return totals


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as ledger:
        for account, cents in sorted(balances(ledger).items()):
            sys.stdout.write(f"{account:<30}{cents / 100:>12.2f}\n")
