// Good TypeScript and TSX: a state machine, a repository with SQL, tests, a table and an icon.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const typescriptBodies: readonly Body[] = [
  {
    family: 'typescript-upload-machine',
    path: 'src/upload/machine.ts',
    text: file`
export type State =
  | { kind: 'idle' }
  | { kind: 'sending'; sent: number; total: number }
  | { kind: 'paused'; sent: number; total: number }
  | { kind: 'failed'; reason: string; attempts: number }
  | { kind: 'done'; url: string }

export type Event =
  | { type: 'start'; total: number }
  | { type: 'progress'; sent: number }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'error'; reason: string }
  | { type: 'finish'; url: string }
@@
const never = (value: never): never => {
  throw new Error(\`unhandled \${JSON.stringify(value)}\`)
}

export function next(state: State, event: Event): State {
  switch (event.type) {
    case 'start':
      return state.kind === 'idle' || state.kind === 'failed' ? { kind: 'sending', sent: 0, total: event.total } : state
    case 'progress':
      return state.kind === 'sending' ? { ...state, sent: Math.max(state.sent, event.sent) } : state
    case 'pause':
      return state.kind === 'sending' ? { ...state, kind: 'paused' } : state
    case 'resume':
      return state.kind === 'paused' ? { ...state, kind: 'sending' } : state
    case 'error':
      return { kind: 'failed', reason: event.reason, attempts: state.kind === 'failed' ? state.attempts + 1 : 1 }
    case 'finish':
      return state.kind === 'sending' ? { kind: 'done', url: event.url } : state
    default:
      return never(event)
  }
}
@@
export class Machine {
  #state: State = { kind: 'idle' }
  readonly #listeners = new Set<(state: State) => void>()

  get state(): State {
    return this.#state
  }

  send(event: Event): void {
    const changed = next(this.#state, event)
    if (changed === this.#state) return
    this.#state = changed
    for (const listener of this.#listeners) listener(changed)
  }

  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
`,
    others: [
      { path: 'app/download-state.ts', keep: [1], swap: { sending: 'receiving', sent: 'received' }, licence: 'apache' },
      { path: 'packages/player/state.ts', keep: [2], swap: { paused: 'muted' }, extra: [pool.tsMemo], indent: 4 },
    ],
  },
  {
    family: 'typescript-order-repository',
    path: 'src/orders/repository.ts',
    near: 'data',
    text: file`
import type { Pool, PoolClient } from 'pg'
import { type Order, type OrderLine, orderOf } from './order.js'

export interface OrderFilter {
  customer?: string
  since?: Date
  open?: boolean
}

export class OrderRepository {
  constructor(private readonly pool: Pool) {}
@@
  async find(filter: OrderFilter): Promise<Order[]> {
    const { rows } = await this.pool.query(
      \`select o.id, o.customer_id, o.placed_at, o.closed_at,
              coalesce(json_agg(l order by l.position) filter (where l.order_id is not null), '[]') as lines
         from orders o
         left join order_lines l on l.order_id = o.id
        where ($1::uuid is null or o.customer_id = $1)
          and ($2::timestamptz is null or o.placed_at >= $2)
          and ($3::boolean is null or (o.closed_at is null) = $3)
        group by o.id
        order by o.placed_at desc
        limit 200\`,
      [filter.customer ?? null, filter.since ?? null, filter.open ?? null],
    )
    return rows.map(orderOf)
  }
@@
  async save(order: Order): Promise<void> {
    await this.transaction(async (client) => {
      await client.query(
        \`insert into orders (id, customer_id, placed_at) values ($1, $2, $3)
         on conflict (id) do update set customer_id = excluded.customer_id\`,
        [order.id, order.customerId, order.placedAt],
      )
      await client.query('delete from order_lines where order_id = $1', [order.id])
      for (const [position, line] of order.lines.entries()) await this.saveLine(client, order, line, position)
    })
  }

  private async saveLine(client: PoolClient, order: Order, line: OrderLine, position: number): Promise<void> {
    await client.query(
      'insert into order_lines (order_id, position, sku, quantity, price) values ($1, $2, $3, $4, $5)',
      [order.id, position, line.sku, line.quantity, line.price],
    )
  }
@@
  private async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
}
`,
    others: [
      {
        path: 'lib/shipment-store.ts',
        keep: [1, 3],
        swap: { orders: 'shipments', orderOf: 'shipmentOf', Order: 'Shipment' },
      },
      {
        path: 'db/invoices.ts',
        keep: [2, 3],
        swap: { placed: 'issued', customer: 'debtor' },
        licence: 'spdx',
        indent: 4,
      },
    ],
  },
  {
    family: 'typescript-money-tests',
    path: 'tests/money.test.ts',
    near: 'repetition',
    text: file`
import { describe, expect, it } from 'vitest'
import { add, allocate, format, money, parse } from '../src/money.ts'
@@
describe('parse', () => {
  it.each([
    ['12', 1200],
    ['12.3', 1230],
    ['12.34', 1234],
    ['-0.05', -5],
    ['1,234.00', 123400],
  ])('reads %s as %i cents', (text, cents) => {
    expect(parse(text, 'EUR')).toEqual(money(cents, 'EUR'))
  })

  it('refuses more decimals than the currency has', () => {
    expect(() => parse('1.234', 'EUR')).toThrow(/two decimals/)
    expect(() => parse('1.5', 'JPY')).toThrow(/no decimals/)
  })
})
@@
describe('allocate', () => {
  it('loses no cent', () => {
    const parts = allocate(money(100, 'EUR'), [1, 1, 1])
    expect(parts.map((part) => part.cents)).toEqual([34, 33, 33])
  })

  it('gives the rest to the largest shares first', () => {
    const parts = allocate(money(10, 'EUR'), [1, 5, 1])
    expect(parts.map((part) => part.cents)).toEqual([1, 8, 1])
  })

  it('gives nothing where there is no share', () => {
    expect(allocate(money(10, 'EUR'), [0, 1])[0]).toEqual(money(0, 'EUR'))
  })
})
@@
describe('add', () => {
  it('adds in one currency only', () => {
    expect(add(money(1, 'EUR'), money(2, 'EUR'))).toEqual(money(3, 'EUR'))
    expect(() => add(money(1, 'EUR'), money(2, 'USD'))).toThrow('EUR and USD')
  })
})

describe('format', () => {
  it('writes for people', () => {
    expect(format(money(123456, 'EUR'), 'de')).toBe('1.234,56 €')
    expect(format(money(500, 'JPY'), 'ja')).toBe('￥500')
  })
})
`,
    others: [{ path: 'spec/amount.spec.ts', keep: [2, 3], swap: { money: 'amount', allocate: 'split' }, indent: 4 }],
  },
]
