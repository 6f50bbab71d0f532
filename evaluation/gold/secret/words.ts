// Names, hosts and passwords as people and generators make them up.
import type { Random } from '../random.ts'

const things = [
  'invoice',
  'parcel',
  'patient',
  'booking',
  'sensor',
  'recipe',
  'ticket',
  'shipment',
  'lesson',
  'playlist',
  'vehicle',
  'tenant',
  'donation',
  'sample',
  'player',
  'crawler',
  'voucher',
  'meter',
  'article',
  'camera',
  'order',
  'student',
  'flight',
  'pallet',
  'policy_holder',
  'listing',
  'review',
  'payslip',
  'auction',
  'podcast',
  'turbine',
  'appointment',
  'comment',
  'grant',
  'beacon',
] as const

const firsts = [
  'kestrel',
  'north',
  'blue',
  'river',
  'oak',
  'lumen',
  'quant',
  'ferro',
  'cedar',
  'polar',
  'nimbus',
  'terra',
  'argo',
]

const seconds = [
  'works',
  'soft',
  'labs',
  'freight',
  'pay',
  'health',
  'data',
  'media',
  'grid',
  'logistics',
  'learn',
  'bank',
  'media',
]

const people = [
  'mkowalski',
  'jhernandez',
  'svc_reporting',
  'anna.lind',
  'deploy',
  'backup',
  'appuser',
  'etl',
  'tnguyen',
  'webadmin',
]

const memorable = [
  'granite',
  'lantern',
  'falcon',
  'marmalade',
  'thunder',
  'saffron',
  'walnut',
  'harbor',
  'juniper',
  'wolverine',
  'pancake',
  'kobold',
  'monsoon',
  'velvet',
  'orchid',
  'scooter',
  'badger',
  'tangerine',
  'kayak',
  'gravel',
  'mustang',
  'pelican',
  'sommer',
  'bretagne',
]

const symbols = ['!', '@', '*', '-', '_', '+', '^', '?', '.', '~']

export const capital = (word: string): string =>
  word
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

export type Words = {
  readonly thing: string
  readonly things: string
  readonly Thing: string
  readonly Things: string
  readonly domain: string
}

export const domain = (random: Random): string =>
  `${random.pick(firsts)}${random.pick(seconds)}.${random.pick(['io', 'com', 'net', 'co.uk', 'de', 'fr', 'com.br'])}`

export const wordsOf = (random: Random): Words => {
  const thing = random.pick(things)
  return { thing, things: `${thing}s`, Thing: capital(thing), Things: `${capital(thing)}s`, domain: domain(random) }
}

export const person = (random: Random): string => random.pick(people)

export const thing = (random: Random): string => random.pick(things)

/** An address of a private network. */
export const address = (random: Random): string => `10.${random.int(200)}.${random.int(250)}.${2 + random.int(250)}`

const digits = (random: Random): string =>
  random.pick([`${1974 + random.int(50)}`, random.text('digits', 3), random.text('digits', 4)])

const leet = (word: string): string => word.replace('a', '4').replace('e', '3').replace('o', '0').replace('i', '1')

/** A password such as a person thinks up. */
export const personal = (random: Random): string => {
  const [one, two] = random.shuffle(memorable)
  const first = one ?? ''
  const second = two ?? ''
  return random.pick([
    () => `${capital(first)}${random.pick(symbols)}${digits(random)}`,
    () => `${first}${random.text('digits', 2)}${capital(second)}${random.pick(symbols)}`,
    () => `${capital(leet(first))}${random.pick(symbols)}${digits(random)}`,
    () =>
      `${random.text('letters', 2)}${random.text('digits', 1)}${random.pick(symbols)}${capital(second)}${digits(random)}`,
  ])()
}

/** A password such as a generator makes: letters, digits, two symbols in the middle. */
export const generated = (random: Random, length = 16): string => {
  const half = Math.floor((length - 3) / 2)
  const first = `${random.text('letters', 1)}${random.text('alphanumeric', half)}${random.pick(symbols)}`
  return `${first}${random.text('alphanumeric', length - half - 3)}${random.pick(symbols)}`
}

/** A password of letters and digits alone, which stands in a URL, a shell line or an XML attribute as it is. */
export const plain = (random: Random, length = 18): string =>
  `${random.text('letters', 1)}${random.text('alphanumeric', length - 3)}${random.text('digits', 1)}${random.text('letters', 1)}`

/** A password in a URL: the symbols that need it are percent-encoded. */
export const percent = (random: Random): string =>
  `${random.text('letters', 5)}${random.pick(['%40', '%23', '%21', '%24', '%3A'])}${random.text('alphanumeric', 7)}`
