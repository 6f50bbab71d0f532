// What a command that is told to end leaves behind, and how it goes on: said where it did not come to the end of its work.
import { limits } from '../runtime/limits.ts'

/** Milliseconds to an end by force. What runs steps or servers needs time to end them; all else is safe to cut. */
export function endMsMax([name]: readonly string[]): number {
  if (name === 'run' || name === 'train') return limits.giveUpMsMax
  return name !== undefined && starters.has(name) ? limits.supervisorMsMax : limits.promptMsMax
}

const starters: ReadonlySet<string> = new Set(['demo', 'up', 'down', 'supervise'])

/** The longest words first that a command begins with, and what to say of it. */
const abandoned: readonly (readonly [string, string])[] = [
  ['run trainer', 'the training step in hand is abandoned, and made again from the last commit'],
  ['run', 'what was in hand is abandoned, positions and all, and read again at the next start'],
  ['train status', ''],
  ['train now', ''],
  ['train', 'the training step in hand is abandoned, and made again from the last commit'],
  ['ingest', 'the chunk in hand is abandoned; the same command goes on behind the last one that was committed'],
  ['dlq redrive', 'what was sent stays sent; ./codelupe dlq ls shows what is left, and the same command goes on'],
  ['dlq drop', 'what was dropped stays dropped; the same command goes on'],
  ['projections rebuild', 'the live tables are as they were; the same command goes on where it stopped'],
  ['projections promote', 'the swap is done or undone as a whole: ./codelupe projections status'],
  ['projections rollback', 'the swap is done or undone as a whole: ./codelupe projections status'],
  [
    'rules promote',
    'it is in force or not as a whole: ./codelupe rules show; with the same command a backfill goes on',
  ],
  ['replay', 'what was written stays beside the pipeline; the same command goes on'],
  ['gaps accept', 'it is accepted or not as a whole: ./codelupe gaps ls; the same command goes on'],
  ['verify', 'nothing was changed, and nothing is known; the same command begins anew'],
  ['export', 'nothing of the export is left'],
  ['trim', 'what was deleted stays deleted; the same command goes on'],
  ['backup', 'nothing of the backup is left'],
  ['restore', 'nothing was restored'],
  ['up', 'servers that were started here are ended; ./codelupe up begins again'],
]

/** What is to be said of a command that was stopped in its work; null where nothing was begun that could be left behind. */
export function abandonedBy(words: readonly string[]): string | null {
  const typed = `${words.filter((word) => !word.startsWith('-')).join(' ')} `
  const line = abandoned.find(([name]) => typed.startsWith(`${name} `))?.[1] ?? ''
  return line === '' ? null : line
}
