// datatrove: the filters of FineWeb with their defaults, in FineWeb's order. It has none for code: these were made for prose,
// and many a pipeline runs them over code all the same.
import { join } from 'node:path'
import { readLines } from './lines.ts'
import type { Peer } from './peer.ts'

export const datatrove: Peer = {
  name: 'datatrove',
  gate: 'quality',
  package: 'datatrove',
  command: ['bin/python', join(import.meta.dirname, 'datatrove-filters.py')],
  read: readLines,
}
