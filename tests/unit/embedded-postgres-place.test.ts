// Where Postgres keeps its data: in the home where its user may pass, else outside, and never that of a deleted home.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makePostgresFolder, postgresFolder } from '../../embedded/postgres-place.ts'
import { loadConfig } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-place-'))
const outside: string[] = []
afterAll(() => {
  for (const made of [folder, ...outside]) rmSync(made, { recursive: true, force: true })
})
const configAt = (home: string) => ({ ...loadConfig({}), home })

test('a home that any user may pass holds the data', () => {
  chmodSync(folder, 0o755)
  const config = configAt(join(folder, 'open'))
  expect(postgresFolder(config)).toBe(join(config.home, 'postgres'))
  makePostgresFolder(config, postgresFolder(config))
  expect(existsSync(join(config.home, 'postgres'))).toBe(true)
})

describe.runIf(process.getuid?.() === 0)('as root, below a folder that other users may not pass', () => {
  const config = configAt(join(folder, 'closed', 'home'))
  mkdirSync(join(folder, 'closed'), { mode: 0o700 })
  const place = postgresFolder(config)
  outside.push(place)

  test('the data is outside, the same place at every start, another for another home', () => {
    expect(place).toMatch(/^\/var\/tmp\/codelupe-[0-9a-f]{12}$/)
    expect(postgresFolder(config)).toBe(place)
    expect(postgresFolder(configAt(join(folder, 'closed', 'other')))).not.toBe(place)
  })

  test('the data stays while the home does, and is removed when the home was made anew', () => {
    makePostgresFolder(config, place)
    mkdirSync(join(place, 'data'))
    writeFileSync(join(place, 'data', 'PG_VERSION'), '18')
    makePostgresFolder(config, place)
    expect(existsSync(join(place, 'data', 'PG_VERSION'))).toBe(true)
    rmSync(config.home, { recursive: true })
    makePostgresFolder(config, place)
    expect(existsSync(join(place, 'data'))).toBe(false)
  })
})
