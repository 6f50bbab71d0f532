"""Runs datatrove's filters over every file below the working folder and prints a line of JSON for each that one removes."""

import json
import os

from datatrove.data import Document
from datatrove.pipeline.filters.fineweb_quality_filter import FineWebQualityFilter
from datatrove.pipeline.filters.gopher_quality_filter import GopherQualityFilter
from datatrove.pipeline.filters.gopher_repetition_filter import GopherRepetitionFilter

filters = [GopherRepetitionFilter(), GopherQualityFilter(), FineWebQualityFilter()]


def reason_of(document):
    for one in filters:
        kept = one.filter(document)
        if kept is not True:
            return kept[1] if isinstance(kept, tuple) else type(one).__name__
    return None


for folder, folders, names in os.walk("."):
    folders.sort()
    for name in sorted(names):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        # The library divides by the length of what is only white space.
        reason = reason_of(Document(text=text, id=path)) if text.strip() else "empty"
        if reason is not None:
            print(json.dumps({"path": os.path.relpath(path), "rules": [reason]}))
