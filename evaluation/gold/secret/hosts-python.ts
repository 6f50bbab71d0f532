// Python files without secrets, with room for statements at the top level and in a function.
import { code } from './form.ts'
import type { Host } from './hosts.ts'

export const pythonHosts: readonly Host[] = [
  ({ top, body }, { thing, things, domain }) => code`
    """Client for the ${things} service."""
    import logging
    from typing import Iterator

    import requests

    logger = logging.getLogger(__name__)

    BASE_URL = "https://api.${domain}/v2"
    PAGE_SIZE = 100
    ${top}


    def iter_${things}(since: str) -> Iterator[dict]:
        """Yield every ${thing} changed since the given ISO date, newest first."""
        session = requests.Session()
        ${body}
        cursor = None
        while True:
            params = {"since": since, "limit": PAGE_SIZE, "cursor": cursor}
            response = session.get(f"{BASE_URL}/${things}", params=params, timeout=30)
            response.raise_for_status()
            page = response.json()
            logger.debug("got %d ${things}", len(page["items"]))
            yield from page["items"]
            cursor = page.get("next_cursor")
            if cursor is None:
                return
  `,
  ({ top, body }, { thing, things, Thing }) => code`
    #!/usr/bin/env python3
    import argparse
    import csv
    import sys
    from pathlib import Path

    ${top}

    def parse_args(argv):
        parser = argparse.ArgumentParser(description="Export ${things} as CSV")
        parser.add_argument("--output", type=Path, default=Path("${things}.csv"))
        parser.add_argument("--max-rows", type=int, default=5000)
        return parser.parse_args(argv)


    class ${Thing}Row:
        def __init__(self, key, label, amount):
            self.key = key
            self.label = label
            self.amount = amount


    def load(limit):
        ${body}
        # TODO: stream instead of building the whole list
        return [${Thing}Row("${thing}-%d" % n, "row %d" % n, n * 1.5) for n in range(limit)]


    def main(argv=None):
        args = parse_args(argv)
        with args.output.open("w", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(["key", "label", "amount"])
            for row in load(args.max_rows):
                writer.writerow([row.key, row.label, row.amount])


    if __name__ == "__main__":
        sys.exit(main())
  `,
  ({ top, body }, { thing, Thing }) => code`
    import asyncio
    from dataclasses import dataclass, field

    ${top}

    @dataclass
    class ${Thing}:
        id: int
        title: str
        tags: list[str] = field(default_factory=list)


    class ${Thing}Queue:
        """In-memory queue with a bounded number of workers."""

        def __init__(self, workers: int = 4) -> None:
            self._queue: asyncio.Queue[${Thing}] = asyncio.Queue()
            self._workers = workers

        async def put(self, ${thing}: ${Thing}) -> None:
            await self._queue.put(${thing})

        async def run(self, handler) -> None:
            ${body}
            tasks = [asyncio.create_task(self._work(handler)) for _ in range(self._workers)]
            await self._queue.join()
            for task in tasks:
                task.cancel()

        async def _work(self, handler) -> None:
            while True:
                ${thing} = await self._queue.get()
                try:
                    await handler(${thing})
                finally:
                    self._queue.task_done()
  `,
  ({ top, body }, { thing, things }) => code`
    # -*- coding: utf-8 -*-
    from __future__ import unicode_literals

    import os
    import pandas as pd
    ${top}

    DATA_DIR = os.path.join(os.path.dirname(__file__), 'data')

    def clean(frame):
        frame = frame.dropna(subset=['${thing}_id'])
        frame['created'] = pd.to_datetime(frame['created'], utc=True)
        frame['amount'] = frame['amount'].str.replace(',', '.').astype(float)
        return frame

    def weekly_totals(frame):
        by_week = frame.groupby(pd.Grouper(key='created', freq='W'))
        return by_week['amount'].agg(['sum', 'count']).reset_index()

    def run(path=None):
        ${body}
        path = path or os.path.join(DATA_DIR, '${things}.csv')
        frame = clean(pd.read_csv(path, sep=';', dtype=str))
        totals = weekly_totals(frame)
        print(totals.tail(8).to_string(index=False))
        return totals

    if __name__ == '__main__':
        run()
  `,
  ({ top, body }, { thing, things, Thing }) => code`
    from flask import Blueprint, abort, jsonify, request

    from .models import ${Thing}, db

    bp = Blueprint("${things}", __name__, url_prefix="/${things}")
    ${top}


    @bp.get("/")
    def list_${things}():
        page = request.args.get("page", 1, type=int)
        query = ${Thing}.query.order_by(${Thing}.created_at.desc())
        return jsonify([${thing}.to_dict() for ${thing} in query.paginate(page=page, per_page=20)])


    @bp.post("/")
    def create_${thing}():
        ${body}
        payload = request.get_json(force=True)
        if "title" not in payload:
            abort(400, description="title is required")
        ${thing} = ${Thing}(title=payload["title"], note=payload.get("note", ""))
        db.session.add(${thing})
        db.session.commit()
        return jsonify(${thing}.to_dict()), 201


    @bp.delete("/<int:${thing}_id>")
    def delete_${thing}(${thing}_id):
        found = db.session.get(${Thing}, ${thing}_id) or abort(404)
        db.session.delete(found)
        db.session.commit()
        return "", 204
  `,
  ({ top, body }, { things, domain }) => code`
    from pathlib import Path

    BASE_DIR = Path(__file__).resolve().parent.parent

    DEBUG = False
    ALLOWED_HOSTS = ["www.${domain}", ".${domain}"]

    INSTALLED_APPS = [
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.sessions",
        "rest_framework",
        "${things}",
    ]

    ${top}

    LANGUAGE_CODE = "en-gb"
    TIME_ZONE = "Europe/Paris"
    USE_TZ = True
    STATIC_URL = "/static/"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "csrftoken"
    PASSWORD_RESET_TIMEOUT = 60 * 60 * 24


    def show_toolbar(request):
        ${body}
        return DEBUG and request.user.is_staff
  `,
  ({ top, body }, { thing, things }) => code`
    import time
    import schedule
    ${top}

    INTERVAL_MINUTES = 15


    def changed(previous, current):
        return {key for key in current if previous.get(key) != current[key]}


    def job(state):
        ${body}
        current = {"${thing}-1": "open", "${thing}-2": "done"}
        for key in sorted(changed(state, current)):
            print("%s -> %s" % (key, current[key]))
        state.clear()
        state.update(current)


    state = {}
    schedule.every(INTERVAL_MINUTES).minutes.do(job, state)  # ${things} change slowly
    while True:
        schedule.run_pending()
        time.sleep(1)
  `,
]
