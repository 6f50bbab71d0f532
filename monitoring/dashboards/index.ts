// The dashboards, in the order in which they are listed.
import type { Dashboard } from '../dashboard.ts'
import { lag } from './lag.ts'
import { overview } from './overview.ts'
import { postgres } from './postgres.ts'
import { runtime } from './runtime.ts'
import { stages } from './stages.ts'
import { training } from './training.ts'

export const dashboards: readonly Dashboard[] = [overview, lag, stages, runtime, postgres, training]
