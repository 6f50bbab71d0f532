// A made-up source file without digits, which every gate accepts: functions whose words spell its number.
const words = 'total order parcel window branch column market garden letter number weight signal'.split(' ')
const letters = 'abcdefghijklmnopqrstuvwxyz'

const spelt = (index: number): string =>
  index < letters.length ? (letters[index] ?? '') : spelt(Math.floor(index / letters.length) - 1) + letters[index % 26]

/** The same text for the same number, another for another. */
export function plainSource(index: number): string {
  const word = (step: number): string => words[(index * 5 + step * 7) % words.length] ?? ''
  const name = `${word(0)}_${spelt(index)}`
  const lines = words.map(
    (_, line) => `  const ${word(line)} = ${word(line + 3)}_of(${word(0)}_given, '${word(line + 1)}')`,
  )
  return `// SPDX-License-Identifier: MIT
// Reads the ${word(1)} of a ${word(2)}, and says what the ${word(3)} makes of it.
export function ${name}(${word(0)}_given) {
${lines.join('\n')}
  return { ${words.join(', ')}, name: '${name}' }
}
`
}
