// Code under documentation that is many times longer: contracts of interfaces, operators with examples. What is documented is
// there, and whole.
import { type Body, file } from './kit.ts'

export const nearDocumentation: readonly Body[] = [
  {
    family: 'near-comments-kotlin-contract',
    path: 'transfer/src/main/kotlin/org/halyard/transfer/Transfer.kt',
    near: 'code',
    text: file`
package org.halyard.transfer

import java.io.IOException

/**
 * A transfer is a request to move one parcel that has been prepared for sending. It can be cancelled. As it stands for a
 * single request and its answer, it cannot be started twice; use [copy] for that.
 *
 * A transfer belongs to the depot that made it, and keeps nothing of it but its clock and its lanes. Two transfers of one depot
 * may run at the same time on lanes of their own, and neither waits for the other unless all lanes are taken.
 */
interface Transfer : Cloneable {
  /** Returns the order that this transfer was made from, as it was before any depot on the way has added its stamps. */
  val order: Order

  /**
   * Starts the transfer at once and waits until the parcel has arrived or has been turned back.
   *
   * To give the lane back, the caller has to close the [Receipt], which also closes the parcel's own list of contents. A receipt
   * that is never closed keeps its lane until the depot is shut down, and the depot says so in its log.
   *
   * That a receipt was returned does not mean that the parcel was taken: it may have been refused for its weight, its address or
   * an unpaid fee, each of which the receipt tells by a code. An exception is thrown only where there is no answer.
   *
   * @throws IOException if the transfer could not be carried out because of a cancellation, a lane that was closed, or a time
   *     limit. Because lanes fail halfway, the far side may have taken the parcel before the failure.
   * @throws IllegalStateException when the transfer has already been started.
   */
  @Throws(IOException::class)
  fun start(): Receipt

  /**
   * Schedules the transfer for some later time. The dispatcher decides when it is run: most often at once, unless there are
   * several other transfers under way, in which case it waits for its turn in the order of arrival.
   *
   * @throws IllegalStateException when the transfer has already been started.
   */
  fun enqueue(answer: Answer)

  /** Cancels the transfer, if that can be done. What has already arrived cannot be cancelled any more. */
  fun cancel()

  /** Returns true if this transfer has been started or enqueued. It is an error to start a transfer more than once. */
  fun isStarted(): Boolean

  /** Makes a new transfer that is the same as this one, and can be started even where this one already was. */
  fun copy(): Transfer

  fun interface Maker {
    fun transferOf(order: Order): Transfer
  }
}
`,
  },
  {
    family: 'near-comments-typescript-operator',
    path: 'src/operators/settle.ts',
    near: 'code',
    text: file`
import { lift, type Operator } from '../lift'
import { timer } from '../timer'

/**
 * Hands on a value only after nothing else has come for a given time, so that of a burst of values only the last one is seen.
 *
 * \`settle\` is of use wherever something changes many times before it is meant: text that is typed, a window that is drawn to
 * another size, a file that is written piece by piece. Each value starts the time anew and takes the place of the one that was
 * waiting. When the source ends, the value that waits is handed on at once, and then the end. When it fails, the value that
 * waits is dropped, because what came before a failure cannot be told from what led to it.
 *
 * The time is measured by the given clock. With the clock of tests, no time passes but what the test lets pass, which is how
 * the examples below are checked.
 *
 * ## Examples
 *
 * Look for a name only when typing has paused:
 *
 * \`\`\`ts
 * import { fromEvent, map, settle, switchTo } from 'streams'
 *
 * const field = document.querySelector('input')
 * const names = fromEvent(field, 'input').pipe(map((event) => event.target.value))
 * const found = names.pipe(settle(300), switchTo((name) => lookUp(name)))
 * found.subscribe((people) => show(people))
 * \`\`\`
 *
 * Save a drawing two seconds after the last stroke:
 *
 * \`\`\`ts
 * const saved = strokes.pipe(settle(2_000), mergeMap((drawing) => save(drawing)))
 * saved.subscribe({ next: () => light.off(), error: (reason) => light.blink(reason) })
 * \`\`\`
 *
 * @see {@link sampleEach} which hands on a value at even steps, whether or not more have come.
 * @see {@link firstOf} which hands on the first value of a burst in place of the last.
 *
 * @param waitMs How long nothing must come before a value is handed on, in milliseconds.
 * @param clock What measures the time; the clock of the machine where it is left out.
 * @returns An operator that hands on the values that were followed by a pause.
 */
export function settle<Value>(waitMs: number, clock = timer): Operator<Value, Value> {
  return lift((source, out) => {
    let waiting = clock.none()
    source.each((value) => {
      waiting.stop()
      waiting = clock.after(waitMs, () => out.next(value))
    })
    source.end(() => waiting.flush(out))
  })
}
`,
  },
  {
    family: 'near-comments-rust-function',
    path: 'src/fs/resolve.rs',
    near: 'code',
    text: file`
use crate::fs::blocking;

use std::io;
use std::path::{Path, PathBuf};

/// Returns the absolute form of a path with all parts of it made plain and every link on the way followed to where it points.
///
/// This is the form for tasks of the function of the same name in the standard library, which waits for the disk on the thread
/// that calls it. Here the wait happens on a thread of its own, so that other tasks go on meanwhile.
///
/// # Behaviour of platforms
///
/// On Unix this asks \`realpath\`; on Windows it opens the file and asks for its final name, which has the long form with a
/// question mark in front. Programs that cannot read that form have to strip it themselves. Both may change in a later
/// release without this being called a breaking change.
///
/// # Errors
///
/// An error is returned in the following cases, but not only in these:
///
/// * The path does not exist, or one of the links on the way points to what does not exist.
/// * A part of the path that is not the last one is not a directory.
/// * The process may not look into one of the directories on the way.
///
/// # Examples
///
/// \`\`\`no_run
/// use tasks::fs;
/// use std::io;
///
/// #[tasks::main]
/// async fn main() -> io::Result<()> {
///     let path = fs::resolve("../a/../notes.txt").await?;
///     println!("{}", path.display());
///     Ok(())
/// }
/// \`\`\`
pub async fn resolve(path: impl AsRef<Path>) -> io::Result<PathBuf> {
    let path = path.as_ref().to_owned();
    blocking(move || std::fs::canonicalize(path)).await
}
`,
  },
  {
    family: 'near-comments-scala-trait',
    path: 'core/src/main/scala/org/halyard/flow/Pipe.scala',
    near: 'code',
    text: file`
package org.halyard.flow

/** A pipe is a way from one end to another, on which what goes in comes out in the same order.
 *
 *  Pipes are put together from smaller ones, and a pipe that was put together is one like any other: it may be named, handed
 *  around, and put together further. Nothing flows before \`run\` is called; until then a pipe is a plan and costs nothing.
 *
 *  {{{
 *  val words  = Pipe.lines(file) andThen Pipe.split(' ')
 *  val counts = words andThen Pipe.count
 *  counts.run()
 *  }}}
 *
 *  A pipe may be run as often as one likes. Each run opens what it reads from anew, and closes it whether the run ended, was
 *  stopped or has failed. Two runs at the same time share nothing, unless the author of a part has made them share it.
 *
 *  @tparam In  what goes in
 *  @tparam Out what comes out
 *  @define failing If a part fails, the parts before it are stopped and closed in the order from the last to the first,
 *                  and the failure is what the run returns.
 */
trait Pipe[-In, +Out] {
  /** Puts another pipe behind this one. What comes out of this one goes into that one, with no buffer in between: a part
   *  that is slow makes all parts before it wait, and none of them runs ahead of it. $failing
   */
  def andThen[Next](next: Pipe[Out, Next]): Pipe[In, Next]

  /** Puts a buffer behind this pipe, so that it may run ahead of what comes next by at most so many elements. The order
   *  stays the same. $failing What is in the buffer at that time is dropped.
   */
  def buffer(size: Int): Pipe[In, Out]

  /** Changes each element that comes out by a function, which must not keep the element nor wait for anything. $failing */
  def map[Next](change: Out => Next): Pipe[In, Next]

  /** Runs the pipe to its end on the thread that calls it, and returns how many elements came out. $failing */
  def run(source: Iterator[In]): Long
}
`,
  },
  {
    family: 'near-comments-c-header',
    path: 'include/ring.h',
    near: 'code',
    text: file`
#ifndef RING_H
#define RING_H

#include <stddef.h>

/**
 * @file
 * A ring of bytes between one writer and one reader, without a lock.
 *
 * The writer and the reader may be two threads, or a thread and an interrupt. There may be no more than one of each: two writers
 * overwrite each other, and nothing notices it. The ring holds one byte less than its memory, which is how a full ring is told
 * from an empty one without a third counter.
 */

/** A ring. Its fields are nobody's business but the functions' below; they are here so that a ring can be a global variable. */
struct ring {
    unsigned char *memory;
    size_t size;
    size_t head;
    size_t tail;
};

/**
 * Makes a ring of memory that the caller owns and keeps alive as long as the ring.
 *
 * @param ring   What to make a ring of. Whatever was in it before is forgotten, and not freed.
 * @param memory Where the ring's bytes are kept. It need not be cleared.
 * @param size   How many bytes there are in the memory; a power of two is faster, and nothing else is needed of it.
 */
void ring_init(struct ring *ring, unsigned char *memory, size_t size);

/**
 * Writes as much as there is room for, and never waits. What has no room is left to the caller, who may try again when the
 * reader has read.
 *
 * @return How many bytes were written, from 0 to \`count\`.
 */
size_t ring_write(struct ring *ring, const unsigned char *bytes, size_t count);

/**
 * Reads as much as there is, and never waits. The bytes that were read are given back to the writer before this returns, so
 * that \`bytes\` must not lie within the ring's own memory.
 *
 * @return How many bytes were read, from 0 to \`count\`.
 */
size_t ring_read(struct ring *ring, unsigned char *bytes, size_t count);

#endif
`,
  },
  {
    family: 'near-comments-java-service',
    path: 'spi/src/main/java/org/halyard/spi/Lookup.java',
    near: 'code',
    text: file`
package org.halyard.spi;

import java.util.Optional;

/**
 * Finds an implementation by its name, wherever the program was started from and however its parts were loaded.
 *
 * <p>An implementation is found if a file with the name of the service lies in the folder of services of any part, and a line
 * of it holds the name of the class. Blank lines and what follows a hash sign are left out. The order of parts is the order
 * in which they were loaded, and the first one that has the name wins; the others are remembered, and told by
 * {@link #isAmbiguous}.
 *
 * <p>Lookups are safe for use by several threads. A lookup keeps what it has found, and never looks for the same name twice:
 * a part that is loaded later is seen by new lookups only. What was not found is not kept.
 *
 * <p>Implementations are made by their constructor without parameters, once for each call. Those that are dear to make are
 * expected to share what is dear between themselves.
 *
 * @param <S> the service that implementations are found for
 * @see java.util.ServiceLoader
 * @since 2.3
 */
public interface Lookup<S> {
    /**
     * Finds the implementation with the given name.
     *
     * @param name the name as it stands in the file of services, not the name of its class; upper and lower case matter
     * @return a new instance; empty where no part has the name
     * @throws IllegalStateException if there is such a class and it could not be made, with the reason as its cause
     */
    Optional<S> find(String name);

    /**
     * Tells whether more than one part has the given name. The answer holds for the parts that were loaded when the name was
     * first looked for, and never changes afterwards.
     *
     * @param name the name as in {@link #find}
     */
    boolean isAmbiguous(String name);

    /**
     * A lookup that asks this one first and then another one. Neither of them keeps what the other has found.
     *
     * @param other what to ask for names that this one does not find
     */
    default Lookup<S> or(Lookup<S> other) {
        return new ChainedLookup<>(this, other);
    }
}
`,
  },
  {
    family: 'near-comments-python-docstring',
    path: 'stats/median.py',
    near: 'code',
    text: file`
def weighted_median(values, weights, lower=False):
    """Return the weighted median of some values.

    The weighted median is the value at which the weights of all smaller values, and those of all larger ones, are each at most
    half of the whole. Where two neighbouring values both have this property, their mean is returned, unless \`\`lower\`\` asks for
    the smaller one, which then is always one of the values that were given.

    Parameters
    ----------
    values : sequence of float
        What to find the median of, in any order. Values that are not numbers are refused: no order holds with them, and a median
        that depends on where they stood is worse than none.
    weights : sequence of float
        How much each value counts; as many as there are values, none of them negative. A value of weight zero is as good as not
        there at all.
    lower : bool, optional
        Return the smaller of two medians in place of their mean.

    Returns
    -------
    float
        The weighted median.

    Raises
    ------
    ValueError
        If there are no values, or if the weights are all zero.

    Notes
    -----
    Sorting is what costs: n log n comparisons, and memory for one copy. A selection in linear time exists, but for the sizes that
    occur here sorting is faster on every machine that was tried.

    Examples
    --------
    >>> weighted_median([1, 2, 3], [1, 1, 1])
    2
    >>> weighted_median([1, 2, 3, 4], [1, 1, 1, 1])
    2.5
    >>> weighted_median([1, 2, 3, 4], [1, 1, 1, 1], lower=True)
    2
    """
    pairs = sorted(zip(values, weights))
    half = sum(weights) / 2
    below = 0
    for index, (value, weight) in enumerate(pairs):
        below += weight
        if below > half or lower and below == half:
            return value
        if below == half:
            return (value + pairs[index + 1][0]) / 2
    raise ValueError("no weights")
`,
  },
]
