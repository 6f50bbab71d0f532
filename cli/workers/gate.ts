// A processor, or admission, as a process.
import { join } from 'node:path'
import type { Stage } from '../../processors/index.ts'
import { crashAt } from '../../runtime/crash-point.ts'
import { ticker } from '../../runtime/lifecycle.ts'
import { retry } from '../../runtime/retry.ts'
import { runStage } from '../../runtime/stage.ts'
import { stepMetrics } from '../../runtime/telemetry.ts'
import { batchTracer } from '../../runtime/tracing.ts'
import { topics } from '../../topics/index.ts'
import type { Context } from '../command.ts'
import { type Connection, withAdmin } from '../connect.ts'
import type { RulesOptions } from '../gate-rules.ts'
import { enterPipeline } from '../pipeline-guard.ts'
import type { Rules } from '../rulesets/overlay.ts'
import { countedStage } from './counted.ts'
import { openRenewal, type Renewal } from './renewal.ts'
import { waitingLine } from './waiting.ts'

export async function runGate(
  { config, signal, terminal }: Context,
  connection: Connection,
  name: Stage['name'],
  instance: number,
  typed: RulesOptions,
): Promise<undefined> {
  const metrics = stepMetrics(name, Date.now)
  const waiting = waitingLine(terminal.say, () => performance.now())
  const tick = ticker(metrics.snapshot)
  const stageOf = (rules: Rules): Stage => countedStage(name, rules.settings, metrics.judged)
  const open = (): Promise<Renewal> => {
    tick()
    return openRenewal({ config, connection, name, typed, stageOf, say: terminal.say }, signal)
  }
  const partitions = await withAdmin(connection, async (admin) => {
    await enterPipeline(connection, admin, name, signal)
    return admin.requirePartitions(topics)
  })
  const { stage, lines, judging, renewed } = await retry(open, signal, Number.POSITIVE_INFINITY, waiting)
  terminal.say(`${name} ${instance}: ruleset ${stage.ruleset.slice(0, 12)}`)
  for (const line of lines) terminal.say(line)
  await runStage(
    {
      name,
      judging,
      renewed,
      outputs: stage.outputs,
      instance,
      address: connection.kafka,
      registry: connection.registry,
      runFolder: join(config.home, 'run'),
      observe: (turn) => {
        metrics.observe(turn)
        tick()
      },
      waiting,
      aborted: metrics.aborted,
      rebalanced: metrics.rebalanced,
      around: await batchTracer(name),
      now: Date.now,
      partitions,
      burialsMin: config.burialsMin,
      passing: crashAt(config.crashAt),
    },
    signal,
  )
}
