// A processor, or admission, as a process.
import { join } from 'node:path'
import type { Stage } from '../../processors/index.ts'
import { crashAt } from '../../runtime/crash-point.ts'
import { ticker } from '../../runtime/lifecycle.ts'
import { runStage } from '../../runtime/stage.ts'
import { stepMetrics } from '../../runtime/telemetry.ts'
import { batchTracer } from '../../runtime/tracing.ts'
import type { Context } from '../command.ts'
import { type Connection, withAdmin } from '../connect.ts'
import type { GateRules } from '../gate-rules.ts'
import { requireDrained } from '../pipeline-guard.ts'
import { countedStage } from './counted.ts'
import { waitingLine } from './waiting.ts'

export async function runGate(
  { config, signal, terminal }: Context,
  connection: Connection,
  name: Stage['name'],
  instance: number,
  rules: Pick<GateRules, 'settings' | 'lines'>,
): Promise<undefined> {
  const metrics = stepMetrics(name, Date.now)
  const stage = countedStage(name, rules.settings, metrics.judged)
  await withAdmin(connection, (admin) => requireDrained(connection, admin, signal))
  const tick = ticker(metrics.snapshot)
  terminal.say(`${name} ${instance}: ruleset ${stage.ruleset.slice(0, 12)}`)
  for (const line of rules.lines) terminal.say(line)
  await runStage(
    {
      name: stage.name,
      step: stage.step,
      outputs: stage.outputs,
      ruleset: stage.ruleset,
      rulesetText: stage.rulesetText,
      instance,
      address: connection.kafka,
      registry: connection.registry,
      runFolder: join(config.home, 'run'),
      observe: (turn) => {
        metrics.observe(turn)
        tick()
      },
      waiting: waitingLine(terminal.say, () => performance.now()),
      aborted: metrics.aborted,
      rebalanced: metrics.rebalanced,
      around: await batchTracer(name),
      now: Date.now,
      burialsMin: config.burialsMin,
      passing: crashAt(config.crashAt),
    },
    signal,
  )
}
