// What our small drivers of Python libraries print: a line of JSON for each file that is objected to.
import { fieldsOf, listOf, parseJson, textOf } from './fields.ts'
import type { PeerFinding } from './peer.ts'

export const readLines = (printed: string): readonly PeerFinding[] =>
  printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { path, rules } = fieldsOf(parseJson(line, 'line'), 'line')
      const names = listOf(rules, 'rules').map((rule) => textOf(rule, 'rule'))
      return { path: textOf(path, 'path'), rules: names, expression: null, rated: null }
    })
