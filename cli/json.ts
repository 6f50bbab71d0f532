// JSON on one line, as data for programs: whatever a terminal would act on or hide is written as \uXXXX, which parses
// back to the same value.
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u3164\uffa0]/gu

export const jsonLine = (value: unknown): string => escapeHidden(JSON.stringify(value))

/** The same of a text that is JSON already. */
export const escapeHidden = (json: string): string =>
  json.replace(hidden, (character) =>
    Array.from({ length: character.length }, (_, unit) => escaped(character.charCodeAt(unit))).join(''),
  )

const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`
