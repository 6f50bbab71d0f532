# SPDX-License-Identifier: AGPL-3.0-only
"""Borrowed from another project: a file may be under other terms than the repository round it."""
from statistics import mean, pstdev


def outliers(grams, sigmas=3):
    """Readings further from the mean than so many standard deviations."""
    if len(grams) < 2:
        return []
    centre, spread = mean(grams), pstdev(grams)
    return [value for value in grams if spread and abs(value - centre) > sigmas * spread]
