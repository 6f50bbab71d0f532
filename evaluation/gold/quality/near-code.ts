// Many comments, many imports and some passes, below what the rules of code allow.
import { type Body, file } from './kit.ts'

export const nearCode: readonly Body[] = [
  {
    family: 'near-code-documented-interface',
    path: 'src/main/java/org/ferry/Clock.java',
    near: 'code',
    text: file`
package org.ferry;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells the time and waits. Production code gets {@link #system()}; tests get a clock that they move themselves, so
 * that a test of an hour's timeout does not take an hour.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface Clock {

    /**
     * Returns the present moment. Two calls may return the same moment, but never an earlier one: an adjustment of the
     * clock of the machine is smoothed over by at most a few milliseconds for each second.
     */
    Instant now();

    /**
     * Waits until the time has passed or the thread is interrupted.
     *
     * @param duration how long; zero and negative durations return at once
     * @throws InterruptedException if the thread was interrupted before or while it waited
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * The clock of the machine.
     *
     * @return always the same object
     */
    static Clock system() {
        return SystemClock.INSTANCE;
    }

    /**
     * Whether a moment lies further back than a duration.
     *
     * @param moment the moment in question
     * @param age the duration
     */
    default boolean isOlderThan(Instant moment, Duration age) {
        return Duration.between(moment, now()).compareTo(age) > 0;
    }
}
`,
    others: [{ path: 'core/TimeSource.java', swap: { clock: 'timeSource', ferry: 'quay', sleep: 'pause' }, indent: 2 }],
  },
  {
    family: 'near-code-many-imports',
    path: 'etl/pipeline.py',
    near: 'code',
    text: file`
import logging
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import pyarrow.parquet as parquet

from etl.clean import clean
from etl.source import Source
from etl.target import Target

log = logging.getLogger(__name__)


def load(path, source):
    """One file: read, clean, write; returns how many rows came through and why the others did not."""
    kept, dropped = [], Counter()
    for row in source.rows(path):
        row, reason = clean(row)
        if reason:
            dropped[reason] += 1
        else:
            kept.append(row)
    return kept, dropped


def run(folder, target_url, workers=None):
    source = Source.for_folder(Path(folder))
    target = Target(target_url)
    started = datetime.now(timezone.utc)
    total = Counter()
    with ThreadPoolExecutor(workers or os.cpu_count()) as threads:
        for path, (rows, dropped) in zip(source.paths, threads.map(lambda p: load(p, source), source.paths)):
            try:
                target.write(path.stem, rows)
            except parquet.ArrowInvalid:
                log.exception("%s does not fit the schema", path)
                total["files refused"] += 1
                continue
            total.update(dropped)
            total["rows"] += len(rows)
    took = datetime.now(timezone.utc) - started
    log.info("%d rows in %s, dropped: %s", total.pop("rows", 0), took, dict(total))
    return total
`,
    others: [{ path: 'jobs/nightly.py', swap: { etl: 'nightly', dropped: 'skipped', clean: 'check' }, licence: 'mpl' }],
  },
  {
    family: 'near-code-abstract-with-pass',
    path: 'plugins/base.py',
    near: 'code',
    text: file`
"""What a plugin has to do, and what it may leave as it is."""
import abc
import contextlib


class PluginError(Exception):
    pass


class Plugin(abc.ABC):
    """Passes of the compiler call the hooks in the order below. A bypassed plugin gets none of the calls."""

    name = "unnamed"
    bypass = False

    @abc.abstractmethod
    def visit(self, node, context):
        """Returns the node, another one, or None to remove it."""

    def before(self, tree):
        """Called once before the first pass."""

    def after(self, tree):
        """Called once after the last pass."""


class PluginManager:
    def __init__(self, plugins):
        self.plugins = [plugin for plugin in plugins if not plugin.bypass]
        names = [plugin.name for plugin in self.plugins]
        for name in set(names):
            if names.count(name) > 1:
                raise PluginError(f"two plugins are called {name}")

    def run(self, tree, passes=3):
        for plugin in self.plugins:
            plugin.before(tree)
        for _ in range(passes):
            before = tree.fingerprint()
            for plugin in self.plugins:
                tree.rewrite(plugin.visit)
            if tree.fingerprint() == before:
                break
        for plugin in reversed(self.plugins):
            with contextlib.suppress(NotImplementedError):
                plugin.after(tree)
        return tree
`,
    others: [{ path: 'compiler/hooks.py', swap: { plugin: 'hook', tree: 'graph', visit: 'apply' }, licence: 'short' }],
  },
]
