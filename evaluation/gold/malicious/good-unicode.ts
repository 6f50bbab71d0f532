// Unicode that hides nothing: scripts from right to left, emoji, icon fonts.
import type { Family } from './family.ts'

export const goodUnicode: readonly Family[] = [
  {
    family: 'arabic-hebrew-messages',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/i18n/he-ar.json'],
        whole: `{
  "cart.title": "سلة التسوق",
  "cart.empty": "سلتك فارغة",
  "cart.total": "المجموع: {amount}",
  "order.number": "رقم الطلب ⟦point:2066⟧{number}⟦point:2069⟧",
  "order.contact": "راسلنا على ⟦point:200e⟧{email}⟦point:200e⟧",
  "login.title": "התחברות",
  "login.phone": "מספר טלפון: ⟦point:2066⟧{phone}⟦point:2069⟧"
}`,
      },
    ],
  },
  {
    family: 'bidi-isolation-library',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/isolate.mjs', 'lib/bidi.ts'],
        body: String.raw`// Wraps a value of unknown direction, so that a Latin name in an Arabic sente⟦join⟧
nce keeps its place (UAX #9).
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

export const isolate = (text) => FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE

export const direction = (text) => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? 'rtl⟦join⟧
' : 'ltr')`,
      },
    ],
  },
  {
    family: 'emoji-sequences',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['test/emoji-data.ts'],
        whole: `// Reactions of the chat, by name. Sequences are joined by U+200D, and U+FE0⟦join⟧
F asks for the coloured form.
export const reactions = {
  family: '👨‍👩‍👧‍👦',
  technologist: '👩🏽‍💻',
  pirate: '🏴‍☠️',
  rainbow: '🏳️‍🌈',
  heart: '❤️',
  warning: '⚠️',
  england: '🏴⟦tags:gbeng⟧⟦point:e007f⟧',
} as const

export const count = (text: string): number => [...new Intl.Segmenter('en').segment(text)].length`,
      },
    ],
  },
  {
    family: 'persian-zero-width-non-joiner',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['locales/fa.yml'],
        whole: `fa:
  hello: "خوش آمدید"
  actions:
    save: "ذخیره می⟦point:200c⟧کنم"
    delete: "حذف می⟦point:200c⟧شود"
    search: "جست⟦point:200c⟧وجو"
  errors:
    blank: "نمی⟦point:200c⟧تواند خالی باشد"
    too_long: "بلندتر از %{count} نویسه است"`,
      },
    ],
  },
  {
    family: 'icon-font-css',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['assets/fontello.css'],
        whole: String.raw`@font-face {
  font-family: 'icons';
  src: url('data:application/font-woff2;charset=utf-8;base64,d09GMgABAAAAA⟦blob:240⟧') format('woff2');
}

[class^='icon-']::before {
  font-family: 'icons';
  speak: never;
}

.icon-search::before { content: '\e800'; } /* '⟦point:e800⟧' */
.icon-cart::before { content: '\e801'; } /* '⟦point:e801⟧' */
.icon-user::before { content: '\e802'; } /* '⟦point:e802⟧' */`,
      },
    ],
  },
  {
    family: 'confusables-table',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/confusables.py', 'names/skeleton.py'],
        imports: `import unicodedata`,
        body: String.raw`# From confusables.txt: letters which look like Latin ones.
CONFUSABLES = {"\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0441": "c", "\u0445"⟦join⟧
: "x", "\u0456": "i"}


def skeleton(name):
    return "".join(CONFUSABLES.get(letter, letter) for letter in unicodedata.normalize("NFKC", nam⟦join⟧
e)).casefold()


def looks_like(name, taken):
    return any(skeleton(name) == skeleton(other) and name != other for other in taken)`,
      },
    ],
  },
  {
    family: 'cyrillic-and-greek-comments',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/otchet.py', 'analiz/stat.py'],
        body: `# Считает скользящее среднее; окно берётся слева.
def скользящее(values, окно=7):
    """Возвращает список той же длины, что и values."""
    суммы, total = [], 0.0
    for index, value in enumerate(values):
        total += value
        if index >= окно:
            total -= values[index - окно]
        суммы.append(total / min(index + 1, окно))
    return суммы


Δt = 0.01  # шаг по времени
α, β = 0.2, 0.05`,
      },
    ],
  },
]
