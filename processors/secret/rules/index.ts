// All secret rules, in the order in which equal ranks win.
import type { SecretRule } from '../rule.ts'
import { assignmentRules } from './assignments.ts'
import { callRules } from './calls.ts'
import { cloudRules } from './cloud.ts'
import { commandRules } from './commands.ts'
import { connectionRules } from './connections.ts'
import { headerRules } from './headers.ts'
import { hostRules } from './hosts.ts'
import { keyRules } from './keys.ts'
import { serviceRules } from './services.ts'
import { syntaxRules } from './syntaxes.ts'
import { toldRules } from './told.ts'
import { toolRules } from './tools.ts'
import { urlRules } from './urls.ts'
import { vendorRules } from './vendors.ts'

export const secretRules: readonly SecretRule[] = [
  ...keyRules,
  ...cloudRules,
  ...hostRules,
  ...serviceRules,
  ...vendorRules,
  ...toolRules,
  ...connectionRules,
  ...urlRules,
  ...headerRules,
  ...callRules,
  ...commandRules,
  ...assignmentRules,
  ...syntaxRules,
  ...toldRules,
]
