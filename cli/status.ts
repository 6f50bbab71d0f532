// What was found and decided, what is in flight, whether anything is lost or doubled, how training stands.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from './command.ts'
import { connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { observeWith } from './observe.ts'
import { readStatus, type Status } from './queries/status.ts'
import { promotionLine, viewOfPromotion } from './rulesets/in-force-view.ts'
import { readPromotion } from './rulesets/promotions.ts'

export type StatusOptions = { readonly watch?: boolean; readonly json?: boolean }

const watchMs = 2_000

export async function status({ config, signal, terminal }: Context, options: StatusOptions): Promise<number> {
  const connection = await connect(config)
  return withClients(connection, async ({ admin, database }) => {
    for (;;) {
      const [found, promotion] = await Promise.all([
        readStatus(database, observeWith(admin, connection.kafka), signal),
        readPromotion(connection, signal),
      ])
      const promoted = viewOfPromotion(promotion)
      if (options.json === true) terminal.out(jsonLine({ ...found, promotion: promoted }))
      else for (const line of [...statusLines(found), promotionLine(promoted)]) terminal.out(line)
      if (options.watch !== true) return 0
      await sleep(watchMs, undefined, { signal })
      if (options.json !== true) terminal.out('')
    }
  })
}

/** The same as a person reads it. */
export function statusLines({ asOf, files, conservation, steps, training }: Status): readonly string[] {
  const verdict =
    conservation.gap === 0
      ? 'nothing lost, nothing doubled'
      : `LOST ${conservation.lost}, DOUBLED ${conservation.doubled}`
  return [
    `as of ${asOf}`,
    `files     found ${files.found}, skipped ${files.skipped}, submitted ${files.submitted}`,
    `outcomes  accepted ${files.accepted}, rejected ${files.rejected}, dead ${files.dead}, in flight ${files.inFlight}`,
    `gap       ${conservation.gap} (${verdict})`,
    '',
    `${'step'.padEnd(12)}${['in', 'accepted', 'rejected', 'dead', 'lag'].map((head) => head.padStart(10)).join('')}`,
    ...steps.map(
      (step) =>
        `${step.step.padEnd(12)}${[step.in, step.accepted, step.rejected, step.dead, step.lag].map((count) => String(count).padStart(10)).join('')}`,
    ),
    '',
    `training  step ${training.step}, samples ${training.samples}, tokens ${training.tokens}, loss ${training.loss?.toFixed(3) ?? '-'}`,
  ]
}
