// All rules, in groups; a group's rules are evaluated in order, so recordings stand before the alerts that read them.
import { type Alert, isAlert, type RuleGroup } from '../rule.ts'
import { business } from './business.ts'
import { database } from './database.ts'
import { health, watchdog } from './health.ts'
import { kafkaLag } from './lag.ts'
import { objectives } from './objectives.ts'
import { projections } from './projections.ts'
import { resources } from './resources.ts'
import { security } from './security.ts'
import { steps } from './steps.ts'

export const ruleGroups: readonly RuleGroup[] = [
  health,
  kafkaLag,
  steps,
  projections,
  database,
  resources,
  security,
  business,
  objectives,
  watchdog,
]

export const alerts: readonly Alert[] = ruleGroups.flatMap(({ rules }) => rules.filter(isAlert))
