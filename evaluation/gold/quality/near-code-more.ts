// Main in documentation, many lines of the preprocessor, a thing to do beside work that is done.
import { type Body, file } from './kit.ts'

export const moreNearCode: readonly Body[] = [
  {
    family: 'near-code-rust-doc-main',
    path: 'src/lib.rs',
    near: 'code',
    text: file`
//! Runs closures later, on one background thread.
//!
//! \`\`\`
//! use later::Timer;
//! use std::time::Duration;
//!
//! fn main() {
//!     let timer = Timer::start();
//!     timer.after(Duration::from_millis(5), || println!("later"));
//! }
//! \`\`\`

use std::collections::BinaryHeap;
use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

mod entry;
use entry::Entry;

pub struct Timer {
    sender: Sender<Entry>,
}

impl Timer {
    /// Starts the thread. It ends when the last timer is dropped and nothing waits any more.
    ///
    /// \`\`\`
    /// fn main() {
    ///     let _timer = later::Timer::start();
    /// }
    /// \`\`\`
    pub fn start() -> Self {
        let (sender, receiver) = channel::<Entry>();
        thread::spawn(move || {
            let mut waiting = BinaryHeap::new();
            loop {
                let pause = waiting.peek().map_or(Duration::from_secs(3600), |next: &Entry| {
                    next.due.saturating_duration_since(Instant::now())
                });
                match receiver.recv_timeout(pause) {
                    Ok(entry) => waiting.push(entry),
                    Err(RecvTimeoutError::Timeout) => {
                        if let Some(entry) = waiting.pop() {
                            (entry.work)();
                        }
                    }
                    Err(RecvTimeoutError::Disconnected) if waiting.is_empty() => return,
                    Err(RecvTimeoutError::Disconnected) => thread::sleep(pause),
                }
            }
        });
        Timer { sender }
    }

    pub fn after(&self, delay: Duration, work: impl FnOnce() + Send + 'static) {
        let _ = self.sender.send(Entry { due: Instant::now() + delay, work: Box::new(work) });
    }
}
`,
    others: [
      { path: 'crates/delay/src/lib.rs', swap: { timer: 'alarm', later: 'delay', waiting: 'pending' }, licence: 'mit' },
    ],
  },
  {
    family: 'near-code-umbrella-of-includes',
    path: 'src/platform/console.cpp',
    near: 'code',
    text: file`
#include "platform/console.hpp"

#include <cstdio>
#include <string>

#if defined(_WIN32)
#  include <io.h>
#  include <windows.h>
#else
#  include <sys/ioctl.h>
#  include <unistd.h>
#endif

using std::string;

namespace platform {

bool isTerminal(FILE* stream) {
#if defined(_WIN32)
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

int columns() {
#if defined(_WIN32)
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info))
        return info.srWindow.Right - info.srWindow.Left + 1;
#elif defined(TIOCGWINSZ)
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return 80;
}

string bold(const string& text) {
    return isTerminal(stdout) ? "\x1b[1m" + text + "\x1b[0m" : text;
}

void enableEscapes() {
#if defined(_WIN32)
    DWORD mode = 0;
    HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
    if (GetConsoleMode(out, &mode))
        SetConsoleMode(out, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
#endif
}

}  // namespace platform
`,
    others: [
      { path: 'base/term.cc', swap: { platform: 'base', console: 'term', columns: 'width' }, licence: 'apache' },
    ],
  },
  {
    family: 'near-code-todo-beside-work',
    path: 'src/sync/merge.ts',
    near: 'code',
    text: file`
import type { Change, Item } from './types'

// TODO: deletions older than a month are forgotten by the server; ask it for a full list then.
const newest = (left: Change, right: Change): Change => (left.at >= right.at ? left : right)

/** The last change of each item by both sides; the same moment is decided by the name of the device. */
export function merge(ours: readonly Change[], theirs: readonly Change[]): Map<string, Change> {
  const merged = new Map<string, Change>()
  for (const change of [...ours, ...theirs]) {
    const known = merged.get(change.id)
    if (!known) merged.set(change.id, change)
    else if (known.at === change.at) merged.set(change.id, known.device < change.device ? known : change)
    else merged.set(change.id, newest(known, change))
  }
  return merged
}

export function apply(items: readonly Item[], changes: ReadonlyMap<string, Change>): Item[] {
  const kept = items.filter((item) => !changes.has(item.id))
  for (const change of changes.values()) {
    if (change.kind === 'put') kept.push(change.item)
  }
  return kept.sort((left, right) => left.position - right.position || left.id.localeCompare(right.id))
}

/** What the other side lacks: changes of ours that won and that it has not seen. */
export function toSend(ours: readonly Change[], merged: ReadonlyMap<string, Change>, seen: number): Change[] {
  return ours.filter((change) => change.at > seen && merged.get(change.id) === change)
}
`,
    others: [
      { path: 'lib/reconcile.ts', swap: { merge: 'reconcile', device: 'replica', item: 'note' }, licence: 'gpl' },
    ],
  },
]
