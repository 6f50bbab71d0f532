// GuardDog: YARA rules for capabilities and threats, and risks made of both. Its command line takes a folder for one package,
// stops each rule after a few hits in it and joins threats with capabilities of other files; so guarddog-packages.py calls the same
// functions once a case. A case is objected to where GuardDog calls it suspicious or of high risk.
import { join } from 'node:path'
import { readLines } from './lines.ts'
import type { Peer } from './peer.ts'

export const guarddog: Peer = {
  name: 'guarddog',
  gate: 'malicious',
  package: 'guarddog',
  command: ['bin/python', join(import.meta.dirname, 'guarddog-packages.py')],
  read: readLines,
}
