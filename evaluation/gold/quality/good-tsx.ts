// Good TSX: a table with sorting, a form, an icon whose path is a long string, and a result type of plain TypeScript.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const tsxBodies: readonly Body[] = [
  {
    family: 'tsx-sortable-table',
    path: 'src/components/SortableTable.tsx',
    text: file`
import { useMemo, useState, type ReactNode } from 'react';
import styles from './SortableTable.module.css';

export interface Column<Row> {
  id: string;
  title: string;
  render: (row: Row) => ReactNode;
  sortBy?: (row: Row) => string | number;
}

interface Props<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  empty?: ReactNode;
}
@@
function compare(left: string | number, right: string | number): number {
  if (typeof left === 'string' && typeof right === 'string') return left.localeCompare(right);
  return left < right ? -1 : left > right ? 1 : 0;
}
@@
export function SortableTable<Row>({ rows, columns, keyOf, empty = 'Nothing here yet.' }: Props<Row>) {
  const [sort, setSort] = useState<{ id: string; down: boolean } | null>(null);

  const sorted = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.id)?.sortBy;
    if (!by) return rows;
    const copy = [...rows].sort((a, b) => compare(by(a), by(b)));
    return sort?.down ? copy.reverse() : copy;
  }, [rows, columns, sort]);

  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} aria-sort={sort?.id === column.id ? (sort.down ? 'descending' : 'ascending') : 'none'}>
              {column.sortBy ? (
                <button onClick={() => setSort({ id: column.id, down: sort?.id === column.id && !sort.down })}>
                  {column.title}
                </button>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td key={column.id}>{column.render(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
`,
    others: [
      {
        path: 'web/grid/DataGrid.tsx',
        swap: { sortableTable: 'dataGrid', row: 'record', column: 'field' },
        licence: 'mit',
        indent: 'tab',
      },
    ],
  },
  {
    family: 'tsx-address-form',
    path: 'app/checkout/AddressForm.tsx',
    near: 'characters',
    text: file`
import { type FormEvent, useId, useState } from 'react'
import { Field } from '../ui/Field'
import { countries, type Address } from './address'

type Errors = Partial<Record<keyof Address, string>>
@@
function validate(address: Address): Errors {
  const errors: Errors = {}
  if (!address.name.trim()) errors.name = 'Who is it for?'
  if (!/\d/.test(address.street)) errors.street = 'The number of the house is missing.'
  const country = countries.find(({ code }) => code === address.country)
  if (country && !country.postcode.test(address.postcode)) {
    errors.postcode = \`Not a postcode of \${country.name}.\`
  }
  return errors
}
@@
export function AddressForm(props: { initial: Address; onSave: (address: Address) => Promise<void> }) {
  const [address, setAddress] = useState(props.initial)
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const id = useId()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const found = validate(address)
    setErrors(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await props.onSave(address)
    } finally {
      setBusy(false)
    }
  }

  const bind = (key: keyof Address) => ({
    id: \`\${id}-\${key}\`,
    value: address[key],
    error: errors[key],
    onChange: (value: string) => setAddress({ ...address, [key]: value }),
  })

  return (
    <form onSubmit={submit} noValidate>
      <Field label="Name" autoComplete="name" {...bind('name')} />
      <Field label="Street" autoComplete="street-address" {...bind('street')} />
      <Field label="Postcode" autoComplete="postal-code" {...bind('postcode')} />
      <Field label="Town" autoComplete="address-level2" {...bind('town')} />
      <button disabled={busy}>{busy ? 'Saving…' : 'Save'}</button>
    </form>
  )
}
`,
    others: [
      { path: 'src/PayeeForm.tsx', keep: [2], swap: { address: 'payee', street: 'branch' }, extra: [pool.tsPartition] },
    ],
  },
  {
    family: 'tsx-icon-with-path',
    path: 'src/icons/Icon.tsx',
    near: 'lines',
    text: file`
import type { SVGProps } from 'react'

/** Paths on a grid of 24 by 24. Add a new one here, then run the visual tests. */
const paths = {
  check: 'M20 6 9 17l-5-5',
  search: 'M11 19a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm10 2-4.35-4.35',
  settings:
    'M12.22 2h-.44a2 2 0 0 0-2 2v.18a2 2 0 0 1-1 1.73l-.43.25a2 2 0 0 1-2 0l-.15-.08a2 2 0 0 0-2.73.73l-.22.38a2 2 0',
  trash: 'M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2m3 0v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6',
} as const

export type IconName = keyof typeof paths
@@
interface IconProps extends SVGProps<SVGSVGElement> {
  name: IconName
  size?: number
  /** Read by screen readers; without it the icon is decoration. */
  title?: string
}

export function Icon({ name, size = 20, title, ...rest }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      role={title ? 'img' : undefined}
      aria-hidden={title ? undefined : true}
      {...rest}
    >
      {title && <title>{title}</title>}
      <path d={paths[name]} strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
`,
    others: [{ path: 'ui/Glyph.tsx', swap: { icon: 'glyph', paths: 'outlines' }, licence: 'short', indent: 4 }],
  },
]
