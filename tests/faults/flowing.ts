// A stream that flows while servers fail: what the fault has cut off is sent on by a second run, as a user would.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { filesSubmitted } from '../../topics/index.ts'
import { flow, streamOf } from '../support/faults.ts'
import { recordsIn, type Stage, untilRecords } from './stage.ts'

// Servers that start again take some seconds.
const [againMax, againMs] = [20, 2_000]

/** Resolves once the first chunk is in the log; `whole` once all of it is. */
export async function flowing(
  stage: Stage,
  what: string,
  count = 200,
  waitMs = 20,
): Promise<{ readonly whole: () => Promise<void> }> {
  const name = stage.named(what)
  const before = await recordsIn(stage, filesSubmitted)
  const first = flow(await stage.connection(), streamOf(name, count, waitMs)).catch(String)
  await untilRecords(stage, filesSubmitted, before + 1)
  return {
    whole: async () => {
      let result = await first
      for (let again = 0; again < againMax && typeof result === 'string'; again++) {
        await sleep(againMs)
        result = await stage
          .connection()
          .then((connection) => flow(connection, streamOf(name, count, 0)))
          .catch(String)
      }
      expect(result).toMatchObject({ found: count, submitted: count })
    },
  }
}
