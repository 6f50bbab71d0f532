// The gold cases of the quality gate: files not to learn from, and good files, most of them near misses.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { negatives } from './negatives.ts'
import { positives } from './positives.ts'

/** Groups of the rules of quality, and `code` also for ordinary code among the good files. */
export const qualityClasses = [
  'generated',
  'encoded',
  'data',
  'html',
  'size',
  'lines',
  'characters',
  'words',
  'repetition',
  'code',
] as const

export const qualityCases = (random: Random): readonly GoldCase[] => [
  ...positives(random.of('positives')),
  ...negatives(random.of('negatives')),
]
