// `dlq redrive` and `dlq drop`: a dry run that counts, until --execute. A redrive sends dead letters to their step once more,
// byte for byte, after what made them fail has been mended; a drop says that nobody will.
import { randomUUID } from 'node:crypto'
import { crashAt } from '../runtime/crash-point.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { type BuryingStep, dlqByStep, stepNames } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect } from './connect.ts'
import { filesNamed, timesOf } from './dead-letter-filter.ts'
import { parseLetterId } from './dead-letter-id.ts'
import { jsonLine } from './json.ts'
import { operatorName } from './operator.ts'
import type { How, Selection } from './redrive/letters.ts'
import { type Plan, planOf } from './redrive/plan.ts'
import { type RunResult, runOver } from './redrive/run.ts'
import { tableLines } from './table.ts'

export type HandleOptions = {
  readonly step?: string
  readonly reason?: string
  readonly since?: string
  readonly until?: string
  readonly file?: string
  readonly again?: boolean
  readonly execute?: boolean
  readonly json?: boolean
}

type Run = (context: Context, options: HandleOptions, args: readonly string[]) => Promise<number>

export const dlqRedrive: Run = (context, options, args) => handle('redriven', context, options, args)
export const dlqDrop: Run = (context, options, args) => handle('dropped', context, options, args)

async function handle(
  how: How,
  context: Context,
  options: HandleOptions,
  [letter]: readonly string[],
): Promise<number> {
  const asked = askedOf(options, letter)
  const connection = await connect(context.config)
  const fileIds = options.file === undefined ? null : await filesNamed(connection.databaseUrl, options.file)
  const selection: Selection = { ...asked.selection, fileIds }
  const plan = await planOf(how, asked.steps, selection, connection, context.signal)
  if (letter !== undefined && plan.letters + plan.tried + plan.cut + plan.handled === 0)
    throw fail('usage.invalid', `expected a dead letter at ${letter}, found none; ./codelupe dlq ls lists them`)
  if (options.execute !== true) return tellPlan(how, context, plan, options.json === true)
  return execute(how, context, connection, plan, selection, options.json === true)
}

type Asked = { readonly steps: readonly BuryingStep[]; readonly selection: Omit<Selection, 'fileIds'> }

function askedOf(options: HandleOptions, letter: string | undefined): Asked {
  const id = letter === undefined ? null : parseLetterId(letter)
  if (id !== null && options.step !== undefined && options.step !== id.step)
    throw fail('usage.invalid', `expected a dead letter of ${options.step}, found one of ${id.step}`)
  const { since, until } = timesOf(options)
  return {
    steps: stepsOf(id?.step ?? options.step),
    selection: {
      reason: options.reason ?? null,
      since,
      until,
      letter: id === null ? null : { partition: id.partition, offset: id.offset },
      again: options.again === true,
    },
  }
}

const isBurying = (step: string): step is BuryingStep => Object.hasOwn(dlqByStep, step)
const burying = stepNames.filter(isBurying)

function stepsOf(step: string | undefined): readonly BuryingStep[] {
  if (step === undefined) return burying
  if (isBurying(step)) return [step]
  if (step === 'projector')
    throw fail(
      'usage.invalid',
      'expected a step that reads again, found projector: its records are where they were, and ./codelupe projections rebuild all folds them anew',
    )
  throw fail('usage.invalid', `expected --step ${burying.join(', ')}, found ${step}`)
}

const verbs: Readonly<Record<How, string>> = { redriven: 'redrive', dropped: 'drop' }

function tellPlan(how: How, { terminal }: Context, plan: Plan, json: boolean): number {
  if (json) {
    terminal.out(jsonLine({ how, executed: false, ...plan }))
    return exitCodes.done
  }
  for (const line of planLines(plan)) terminal.out(line)
  tellLeft(terminal.say, plan)
  if (plan.handled > 0) terminal.say(`${plan.handled} more were handled before`)
  terminal.say(
    plan.letters === 0
      ? 'nothing to do'
      : `would ${verbs[how]} ${plan.letters} dead letters; nothing was changed: add --execute`,
  )
  return exitCodes.done
}

function planLines({ groups }: Plan): readonly string[] {
  if (groups.length === 0) return []
  const cells = groups.map(({ step, reason, code, letters, tried, examples }) => [
    step,
    shown(reason),
    shown(code),
    String(letters),
    String(tried),
    examples.map(({ id, attempt }) => `${id}${attempt > 1 ? ` (attempt ${attempt})` : ''}`).join(', '),
  ])
  return tableLines(['step', 'reason', 'code', 'dead letters', 'tried enough', 'such as'], cells)
}

function tellLeft(say: (line: string) => void, { tried, cut }: Pick<Plan, 'tried' | 'cut'>): void {
  if (cut > 0) say(`${cut} were too large to be kept whole, and cannot be sent: ./codelupe dlq drop`)
  if (tried > 0)
    say(`${tried} have failed ${limits.redriveAttemptsMax} times or more and are left: --again sends them too`)
}

async function execute(
  how: How,
  context: Context,
  connection: Connection,
  plan: Plan,
  selection: Selection,
  json: boolean,
): Promise<number> {
  const { config, signal, terminal } = context
  const startedAt = performance.now()
  const results: RunResult[] = []
  for (const step of new Set(plan.groups.map((group) => group.step))) {
    const parts = {
      connection,
      operation: `${verbs[how]}-${step}-${randomUUID()}`,
      by: operatorName(),
      now: Date.now,
      passing: crashAt(config.crashAt),
      onProgress: (done: number) => terminal.progress(`${step}: ${done} of about ${plan.letters} ${how}`),
    }
    results.push(await runOver(how, step, selection, parts, signal))
  }
  terminal.settle()
  const done = results.reduce((sum, result) => sum + result.done, 0)
  const left = {
    tried: results.reduce((sum, result) => sum + result.tried, 0),
    cut: results.reduce((sum, result) => sum + result.cut, 0),
  }
  if (json) {
    const seconds = Math.round((performance.now() - startedAt) / 10) / 100
    terminal.out(jsonLine({ how, executed: true, done, ...left, seconds, steps: results }))
  } else {
    for (const { step, done: count, operation } of results)
      if (operation !== null) terminal.out(`${step}: ${count} ${how} (${operation})`)
    tellLeft(terminal.say, left)
    if (done === 0) terminal.say('nothing to do')
    else
      terminal.say(how === 'redriven' ? 'next: ./codelupe dlq ls, once they have been read' : 'next: ./codelupe status')
  }
  return left.tried + left.cut > 0 ? exitCodes.partial : exitCodes.done
}
