// What is swapped besides rows: tables and views by name, who may read them, and what an operator has added to them. The new
// ones come from the migrations, so they lack what migrations do not make: rights are carried over, the rest is refused
// rather than lost.
import { fail } from '../../runtime/errors.ts'
import { type Session, textOf } from '../../runtime/postgres.ts'

/** The two sides of a swap: schemas, the names of tables and views beside, and those of them that are live too. */
export type Sides = {
  readonly live: string
  readonly beside: string
  readonly names: readonly string[]
  readonly liveNames: readonly string[]
}

/** The schema that the session's names lead to, and what the set beside has to swap. */
export async function sidesOf(session: Session, beside: string): Promise<Sides> {
  const { rows } = await session.query({
    text: `SELECT quote_ident(nspname) AS schema FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE pg_class.oid = 'positions'::REGCLASS`,
  })
  const live = textOf(rows[0] ?? {}, 'schema')
  const names = await relationsIn(session, beside)
  const there = await relationsIn(session, live)
  return { live, beside, names, liveNames: names.filter((name) => there.includes(name)) }
}

async function relationsIn(session: Session, schema: string): Promise<readonly string[]> {
  const { rows } = await session.query({
    text: `SELECT relname FROM pg_class WHERE relnamespace = $1::REGNAMESPACE AND relkind IN ('r', 'v')
      AND relname NOT IN ('positions', 'migrations') ORDER BY relname`,
    values: [schema],
  })
  return rows.map((row) => textOf(row, 'relname'))
}

/** Columns, constraints, indexes, triggers, policies of these relations in a schema, and views of others on them, as text. */
const partsSql = `
WITH own AS (SELECT oid, relname FROM pg_class WHERE relnamespace = $1::TEXT::REGNAMESPACE AND relname = ANY ($2::TEXT[]))
SELECT 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) AS part
  FROM own JOIN pg_attribute ON attrelid = own.oid WHERE attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
  FROM own JOIN pg_constraint ON conrelid = own.oid
UNION ALL SELECT 'index ' || replace(pg_get_indexdef(indexrelid), ' ON ' || $1::TEXT || '.', ' ON ')
  FROM own JOIN pg_index ON indrelid = own.oid
UNION ALL SELECT 'trigger ' || tgname || ' on ' || relname
  FROM own JOIN pg_trigger ON tgrelid = own.oid WHERE NOT tgisinternal
UNION ALL SELECT 'policy ' || polname || ' on ' || relname FROM own JOIN pg_policy ON polrelid = own.oid
UNION ALL SELECT 'publication of ' || relname FROM own JOIN pg_publication_rel ON prrelid = own.oid
UNION ALL SELECT DISTINCT 'view ' || pg_class.relname || ' on ' || own.relname
  FROM own JOIN pg_depend ON refobjid = own.oid AND refclassid = 'pg_class'::REGCLASS AND classid = 'pg_rewrite'::REGCLASS
  JOIN pg_rewrite ON pg_rewrite.oid = objid JOIN pg_class ON pg_class.oid = ev_class WHERE ev_class <> own.oid`

const partsOf = async (session: Session, schema: string, names: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await session.query({ text: partsSql, values: [schema, names] })
  return rows.map((row) => textOf(row, 'part'))
}

/** Throws `projection.extended` where the live tables have something that a swap would take away. */
export async function requireWhole(session: Session, { live, beside, names }: Sides): Promise<void> {
  const [theirs, ours] = [await partsOf(session, live, names), await partsOf(session, beside, names)]
  const missing = theirs.filter((part) => !ours.includes(part))
  if (missing.length > 0)
    throw fail('projection.extended', `expected nothing but what migrations make, found ${missing.join('; ')}`)
}

/** Whoever may read, write or own the live relations may do so with those that take their place. */
export async function carryRights(session: Session, { live, beside, names }: Sides): Promise<void> {
  const { rows } = await session.query({
    text: `
WITH own AS (SELECT oid, relname, relowner, relacl FROM pg_class
  WHERE relnamespace = $1::TEXT::REGNAMESPACE AND relname = ANY ($2::TEXT[])),
granted AS (
  SELECT relname, '' AS part, given.* FROM own, aclexplode(relacl) AS given WHERE grantee <> relowner
  UNION ALL SELECT relname, format('(%I)', attname), given.*
  FROM own JOIN pg_attribute ON attrelid = own.oid, aclexplode(attacl) AS given)
SELECT format('GRANT %s %s ON %s.%I TO %s%s', privilege_type, part, $3::TEXT, relname,
  CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
  CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS statement FROM granted
UNION ALL SELECT format('ALTER TABLE %s.%I OWNER TO %I', $3::TEXT, own.relname, pg_get_userbyid(own.relowner))
  FROM own JOIN pg_class AS other ON other.relname = own.relname AND other.relnamespace = $3::TEXT::REGNAMESPACE
  WHERE other.relowner <> own.relowner`,
    values: [live, names, beside],
  })
  for (const row of rows) await session.query({ text: textOf(row, 'statement') })
}

/** Each takes the place of the other, with its indexes, constraints and comments, whose names stay as they are. */
export async function exchange(session: Session, { live, beside, names, liveNames }: Sides): Promise<void> {
  const between = `${beside}_swap`
  const move = async (name: string, from: string, to: string): Promise<void> => {
    await session.query({ text: `ALTER TABLE ${from}."${name}" SET SCHEMA ${to}` })
  }
  await session.query({ text: `CREATE SCHEMA ${between}` })
  for (const name of liveNames) await move(name, live, between)
  for (const name of names) await move(name, beside, live)
  for (const name of liveNames) await move(name, between, beside)
  await session.query({ text: `DROP SCHEMA ${between}` })
}
