// The end of the demo: the funnel, one explained rejection, one explained sample, the conservation line, what to type next.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../runtime/postgres.ts'
import type { Context } from './command.ts'
import { type Connection, withClients } from './connect.ts'
import { storyOf } from './explain.ts'
import { observeWith } from './observe.ts'
import { rejectionToShow, sampleToShow } from './queries/demo.ts'
import { readExplanations } from './queries/explain.ts'
import { readStatus, type Status } from './queries/status.ts'

/** `trainedTo` is the step that training has reached, 0 where there was none. */
export async function demoStory(context: Context, connection: Connection, trainedTo: number): Promise<void> {
  const { terminal, signal } = context
  await withClients(connection, async ({ admin, database }) => {
    const status = await settled(
      async () => readStatus(database, observeWith(admin, connection.kafka), signal),
      trainedTo,
      signal,
    )
    terminal.out('')
    for (const line of funnelLines(status)) terminal.out(line)
    await explainOne(context, database, 'one file that was refused, and why:', await rejectionToShow(database))
    await explainOne(context, database, 'one file that is in the model:', await sampleToShow(database))
    const { files, conservation } = status
    const ended = `${files.accepted} accepted + ${files.rejected} rejected + ${files.dead} dead + ${files.inFlight} in flight`
    terminal.out(
      `conservation: ${files.submitted} submitted = ${ended}; lost ${conservation.lost}, doubled ${conservation.doubled}, gap ${conservation.gap}`,
    )
    for (const line of nextLines) terminal.out(line)
  })
}

const nextLines = [
  '',
  'next:',
  '  ./codelupe status --watch                    what is moving',
  '  ./codelupe explain <path>                    why a file is, or is not, in the model',
  '  ./codelupe ingest <folder, repo or archive>  your own code',
  '  ./codelupe train                             train on what is left',
  '  ./codelupe export --format jsonl --to DIR    the accepted corpus',
  '  ./codelupe down                              stop everything; what was written stays',
]

/** Projections follow the trainer's commits a moment later: the story waits for them, for at most five seconds. */
async function settled(read: () => Promise<Status>, trainedTo: number, signal: AbortSignal): Promise<Status> {
  const deadline = performance.now() + 5_000
  for (;;) {
    const status = await read()
    if (status.training.step >= trainedTo || performance.now() > deadline) return status
    await sleep(200, undefined, { signal })
  }
}

function funnelLines({ files, steps, training }: Status): readonly string[] {
  const most = Math.max(1, files.found)
  const bar = (count: number): string => '█'.repeat(Math.round((count / most) * 40))
  const line = (name: string, count: number, note: string): string =>
    `  ${name.padEnd(10)} ${String(count).padStart(6)} ${bar(count)} ${note}`.trimEnd()
  return [
    'funnel',
    line('found', files.found, ''),
    line('submitted', files.submitted, `${files.skipped} skipped at ingest`),
    ...steps
      .filter(({ step }) => step !== 'projector' && step !== 'trainer' && step !== 'admission')
      .map((step) => line(step.step, step.accepted, `${step.rejected} rejected`)),
    line('samples', files.accepted, ''),
    line(
      'trained',
      training.samples,
      `step ${training.step}, loss ${training.loss?.toFixed(3) ?? '-'}, ${training.tokens} tokens`,
    ),
    '',
  ]
}

async function explainOne(
  { terminal }: Context,
  database: Database,
  title: string,
  fileId: string | null,
): Promise<void> {
  if (fileId === null) return
  const { entries } = await readExplanations(database, fileId)
  const [entry] = entries
  if (entry === undefined) return
  terminal.out(title)
  for (const line of storyOf(entry)) terminal.out(`  ${line}`.trimEnd())
}
