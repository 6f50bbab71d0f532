// Good Markdown, LaTeX and plain text of readme-like names: one line for a paragraph is usual in them.
import { type Body, file } from './kit.ts'

const long = (...sentences: readonly string[]): string => sentences.join(' ')

export const proseBodies: readonly Body[] = [
  {
    family: 'markdown-library-readme',
    path: 'README.md',
    near: 'lines',
    text: `# Marram

${long(
  'Marram is a small library for optimistic updates. It keeps what the user did on the screen while the server is',
  'still thinking about it, and takes it back with an explanation when the server refuses. It has no dependencies,',
  'weighs about three kilobytes, and does not care which framework draws your pages.',
)}

## Why another one

${long(
  'Most stores mix the state that the server has confirmed with the state that the client hopes for, and then have to',
  'guess which part to throw away after an error. Marram keeps a log of pending operations apart from the confirmed',
  'state, and computes what is shown by applying the one to the other. Undoing one operation in the middle is then not',
  'a special case: it is left out, and the rest is applied again.',
)}
@@
## Usage

\`\`\`js
import { store } from 'marram'

const todos = store({ items: [] })

const add = todos.operation(async (text) => api.post('/todos', { text }), {
  apply: (state, text) => ({ items: [...state.items, { text, pending: true }] }),
})

add('buy bread').catch((error) => notify(error.message))
\`\`\`

${long(
  'An operation is applied at once and sent in the background. Operations on the same key wait for each other; all',
  'others run side by side. If the page is closed before the answer came, the log is written to storage and sent again',
  'at the next start, which is why operations should be idempotent.',
)}
@@
## Limits

- There is no merging of conflicts. The server decides, and the client follows.
- The log holds at most 500 operations; more than that is a sign that the user is offline, and an error tells so.
- Storage is local to the browser. Two tabs share it, two devices do not.

## Licence

MIT, see LICENSE.
`,
    others: [{ path: 'packages/ebb/README.md', keep: [1], swap: { marram: 'ebb', todos: 'notes' } }],
  },
  {
    family: 'markdown-design-decision',
    path: 'docs/decisions/0007-queue-in-postgres.md',
    near: 'lines',
    text: `# 7. The queue lives in the database

Status: accepted

## Context

${long(
  'Jobs are written together with the rows they are about: an order and the mail that confirms it. With a broker',
  'beside the database one of the two can succeed without the other, and we have seen both: mails about orders',
  'that were rolled back, and orders nobody was told of. We looked at an outbox table that a process drains into',
  'the broker, which is sound, but leaves us with a queue in the database anyway.',
)}

## Decision

${long(
  'Jobs are rows of a table and are taken with `for update skip locked`. We stay below two hundred jobs a second, far',
  'less than what one server can do, and we already know how to back up, watch and restore it.',
)}

## Consequences

- A job is written in the transaction of what it is about, and seen only after the commit.
- Workers poll. A notification wakes them, so that they usually need not wait for the next turn.
- Vacuum has more to do; finished jobs are moved out of the table once an hour.
- If we ever need a thousand jobs a second, this decision has to be taken again.
`,
    others: [{ path: 'adr/adr-12.md', swap: { order: 'booking', mail: 'letter', worker: 'consumer' } }],
  },
  {
    family: 'latex-lecture-notes',
    path: 'notes/kapitel2.tex',
    near: 'lines',
    text: String.raw`\documentclass[11pt]{article}
\usepackage{amsmath,amsthm}
\newtheorem{theorem}{Theorem}
\newtheorem{lemma}[theorem]{Lemma}
\begin{document}

\section{Contractions}
${long(
  'A map that brings points closer together, by a factor that is the same everywhere, has exactly one fixed',
  'point; and one finds it by beginning anywhere and applying the map again and again. This is the most useful',
  'theorem of the first year: it yields the solutions of differential equations, of many integral equations, and',
  'the inverse of functions.',
)}

\begin{theorem}[Banach]
Let $(X, d)$ be a complete metric space and $f \colon X \to X$ with $d(f(x), f(y)) \le q \, d(x, y)$ for some $q < 1$
and all $x, y$. Then $f$ has exactly one fixed point.
\end{theorem}

\begin{proof}
Take any $x_0$ and set $x_{n+1} = f(x_n)$. By induction $d(x_{n+1}, x_n) \le q^n d(x_1, x_0)$, hence for $m > n$
\begin{align*}
  d(x_m, x_n) &\le \sum_{k=n}^{m-1} d(x_{k+1}, x_k) \\
              &\le \frac{q^n}{1 - q} \, d(x_1, x_0).
\end{align*}
The sequence is Cauchy and has a limit $x$. As $f$ is continuous, $f(x) = x$. If $y$ is another fixed point, then
$d(x, y) = d(f(x), f(y)) \le q \, d(x, y)$, so $d(x, y) = 0$.
\end{proof}

\begin{lemma}
The estimate above tells how many steps are enough: $n \ge \log_q \frac{\varepsilon (1 - q)}{d(x_1, x_0)}$.
\end{lemma}

\end{document}
`,
    others: [{ path: 'skript/fixpunkt.tex', swap: { lemma: 'corollary', banach: 'Fixed points' }, licence: 'spdx' }],
  },
  {
    family: 'text-readme-of-a-game',
    path: 'README.txt',
    near: 'data',
    text: file`
LANTERN KEEPER - a small adventure for terminals
=================================================

You keep the lantern of a lighthouse. Ships pass, storms come, and the oil is never enough. The game takes about an
hour; there are four endings, and one of them needs patience.

STARTING
  Unpack the archive anywhere and run ./keeper (or keeper.exe). The terminal should have at least 80 columns and
  24 lines. Colours are used if the terminal has them; --plain switches them off.

KEYS
  arrows, hjkl   walk
  e              use what stands before you
  i              look into your bag
  z              sleep until the next watch
  s              save (there is one slot, on purpose)
  q              quit

HINTS
  The barometer is right more often than the captain. Do not lend the ladder to anybody.

REPORTING BUGS
  Please send the file keeper.log and say what you did last. Saved games from version 0.8 cannot be read by 0.9,
  which is not a bug but a pity.

THANKS
  To Ingrid for the maps, to Pavel for the sounds, and to everybody who let the light go out in the beta.
`,
    others: [{ path: 'doc/notes.txt', swap: { lantern: 'beacon', keeper: 'warden', captain: 'harbour master' } }],
  },
]
