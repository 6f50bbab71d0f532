// How long after a fault had healed every step served again, told by positions that move: what is left to do may take longer.
// It looks on from beside while the fault lasts, and a look that fails is one of a time in which nobody served.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { withAdmin } from '../../cli/connect.ts'
import { stepInputs } from '../../cli/steps.ts'
import { connectionOf } from '../../runtime/postgres.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { Position } from '../../runtime/step.ts'
import type { Place } from '../support/faults.ts'

/** How far each step is: the sum of its positions. */
export type Look = { readonly at: number; readonly places: ReadonlyMap<string, number> }

export type Serving = {
  /** Seconds from `healedAt` (performance.now) until the last step moved; one that had nothing left to do counts as none. */
  readonly after: (healedAt: number) => number
  readonly stop: () => Promise<void>
}

const lookEachMs = 500

export function watchServing(place: Place): Serving {
  const looks: Look[] = []
  const state = { ended: false }
  const looking = (async () => {
    while (!state.ended) {
      const places = await placesOf(place).catch(() => null)
      if (places !== null) looks.push({ at: performance.now(), places })
      await sleep(lookEachMs)
    }
  })()
  return {
    after: (healedAt) => servedAfter(looks, healedAt),
    stop: () => {
      state.ended = true
      return looking
    },
  }
}

export function servedAfter(looks: readonly Look[], healedAt: number): number {
  const before = looks.findLast(({ at }) => at <= healedAt)?.places ?? new Map<string, number>()
  const waits = [...(looks.at(-1)?.places.keys() ?? [])].map((step) => {
    const moved = looks.find(({ at, places }) => at > healedAt && (places.get(step) ?? 0) > (before.get(step) ?? 0))
    return moved === undefined ? 0 : (moved.at - healedAt) / 1_000
  })
  return Math.max(0, ...waits)
}

async function placesOf(place: Place): Promise<ReadonlyMap<string, number>> {
  const connection = await place.connection()
  const places = new Map([['projector', await projected(connection.databaseUrl)]])
  await withAdmin(connection, async (admin) => {
    for (const { step, inputs } of stepInputs()) {
      if (step === 'projector' || step === 'trainer') continue
      const names = inputs.map(({ name }) => name)
      places.set(step, sumOf(await admin.committed(groupOf(step), names)))
    }
  })
  return places
}

const sumOf = (positions: readonly Position[]): number => positions.reduce((sum, { offset }) => sum + offset, 0)

async function projected(url: string): Promise<number> {
  const session = new pg.Client({ ...connectionOf(url), application_name: 'the suite' })
  session.on('error', () => undefined)
  await session.connect()
  try {
    const { rows } = await session.query(
      `SELECT coalesce(sum(next_offset), 0)::BIGINT AS place FROM positions WHERE reader = 'projector'`,
    )
    return Number(rows[0]?.place)
  } finally {
    await session.end()
  }
}
