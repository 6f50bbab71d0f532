"""Runs GuardDog's source code rules over each numbered folder as a package of its own, and prints a line of JSON for each file
of a package that it calls suspicious or worse."""

import functools
import json
import os
import sys
import types

import yara

# As one run of its command line would, over all packages.
yara.compile = functools.lru_cache(maxsize=None)(yara.compile)

# The detectors of metadata are about a published package's name and owner, and fetch lists of popular packages when they are
# imported.
metadata = types.ModuleType("guarddog.analyzer.metadata")
metadata.get_metadata_detectors = lambda ecosystem: {}
sys.modules[metadata.__name__] = metadata

from guarddog.analyzer.analyzer import Analyzer  # noqa: E402

analyzer = Analyzer()
for package in sorted(os.listdir(".")):
    found = analyzer.analyze_sourcecode(package)
    if found["errors"]:
        raise SystemExit(f"rules failed: {found['errors']}")
    label = analyzer.calculate_package_risk_score(found)["label"]
    if label not in ("suspicious", "high_risk"):
        continue
    by_file = {}
    for rule, hits in found["results"].items():
        for hit in hits or []:
            by_file.setdefault(hit["location"].rpartition(":")[0], set()).add(rule)
    for path, rules in by_file.items():
        print(json.dumps({"path": os.path.join(package, path), "rules": sorted(rules)}))
