// Cases written as text with marks, such as ⟦hex:32⟧ or ⟦b64:text⟧, which random values and encodings take the place of.
import type { GoldCase } from '../case.ts'
import { type Alphabet, alphabets, type Random } from '../random.ts'
import type { SecretClass } from './classes.ts'
import { type Cases, type Draft, labelledCases, wrapped } from './form.ts'
import { hosted } from './hosts.ts'

export type Written = {
  readonly family: string
  readonly positive: boolean
  readonly classes: readonly SecretClass[]
  readonly variants: readonly ({ readonly path: string } & (
    | { readonly whole: string }
    | { readonly top: string }
    | { readonly body: string }
  ))[]
}

type Maker = (random: Random, argument: string) => string

/** Bytes that begin as told in hexadecimal and go on at random: `3082..:400`. */
const bytes: Maker = (random, argument) => {
  const [head = '', length = '0'] = argument.split(':')
  return Buffer.concat([Buffer.from(head, 'hex'), random.bytes(Number(length))]).toString('base64')
}

const makers: Readonly<Record<string, Maker>> = {
  raw: bytes,
  pem: (random, argument) => wrapped(bytes(random, argument), 64),
  b64: (_random, argument) => Buffer.from(argument).toString('base64'),
  b64url: (_random, argument) => Buffer.from(argument).toString('base64url'),
  uuid: (random) => random.uuid(),
  azdo: (random, argument) => random.text('base32', Number(argument)).toLowerCase(),
}

const isAlphabet = (name: string): name is Alphabet => name in alphabets

const made = (random: Random, mark: string): string => {
  const [, name = '', argument = ''] = /^(\w+):([\s\S]*?)(?:#\d)?$/.exec(mark) ?? []
  const maker = makers[name]
  if (maker !== undefined) return maker(random, argument)
  if (!isAlphabet(name)) throw new Error(`expected a known mark, found ${mark}`)
  return random.text(name, Number(argument))
}

/** The text with its marks filled, the innermost first; lines of a value are indented like the one its mark stands in. */
const filled = (text: string, random: Random): string => {
  const values = new Map<string, string>()
  const drawn = (mark: string): string => {
    const value = values.get(mark) ?? made(random, mark)
    values.set(mark, value)
    return value
  }
  let left = text
  while (left.includes('⟦')) {
    const next = left.replace(
      /^([ \t]*)(.*?)⟦([^⟦⟧]*)⟧/gm,
      (_all, indentation: string, before: string, mark: string) => {
        return `${indentation}${before}${drawn(mark).replaceAll('\n', `\n${indentation}`)}`
      },
    )
    if (next === left) throw new Error('expected marks that close, found one that does not')
    left = next
  }
  return left
}

const draft = (variant: Written['variants'][number], random: Random): Draft => {
  if ('whole' in variant) return { path: variant.path, content: `${filled(variant.whole, random)}\n` }
  if ('top' in variant) return hosted(random, variant.path, filled(variant.top, random))
  return hosted(random, variant.path, { body: filled(variant.body, random) })
}

export const writtenCases =
  (list: readonly Written[]): Cases =>
  (random): readonly GoldCase[] =>
    list.flatMap(({ family, positive, classes, variants }) =>
      labelledCases(positive)(
        random,
        family,
        classes,
        ...variants.map((variant) => (own: Random) => draft(variant, own)),
      ),
    )
