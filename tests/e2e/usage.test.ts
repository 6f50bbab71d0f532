// What the command line says when it is used wrongly or its servers are not there: what was expected, what was found, what
// to type; exit 2 for the user's faults, 1 for others (issue 3, "Bad input"). No pipeline runs here, and only one database.
// Mutants: report only the first wrong variable; leave the hint out; colour what goes to a pipe; end a user's fault with 1;
// give commander's own exit code.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'
import { type CommandLine, commandLine, type Ran } from '../support/command-line.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'

const inputs = mkdtempSync(join(tmpdir(), 'codelupe-usage-'))
let nothing: CommandLine
let server: TestServer
let url: string
let closedPort: number

beforeAll(async () => {
  nothing = await commandLine()
  server = await startPostgres()
  url = await server.database('usage')
  closedPort = await portThatIsClosed()
})

afterAll(async () => {
  rmSync(inputs, { recursive: true, force: true })
  rmSync(nothing.home, { recursive: true, force: true })
  await server.stop()
})

/** A port that was free a moment ago, and that nobody listens on. */
function portThatIsClosed(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Servers that are given and not there: the command gets past looking for them. */
const given = (change: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  KAFKA_BROKERS: `127.0.0.1:${closedPort}`,
  SCHEMA_REGISTRY_URL: `http://127.0.0.1:${closedPort}/apis/ccompat/v7`,
  DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${closedPort}/none`,
  ...change,
})

async function runWith(settings: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const cli = await commandLine(settings)
  onTestFinished(() => rmSync(cli.home, { recursive: true, force: true }))
  return cli.run(...args)
}

/** Talk in a pipe is plain text of short lines, and no stack. */
function expectPlain({ out, err }: Ran): void {
  expect(`${out}${err}`).toMatch(/^[\P{Cc}\n]*$/u)
  expect(err).not.toContain('    at ')
}

describe('help', () => {
  const commands = [
    ...[
      'demo',
      'up',
      'down',
      'doctor',
      'ingest',
      'run',
      'status',
      'explain',
      'topics',
      'tap',
      'sql',
      'export',
      'attributions',
      'dlq ls',
      'dlq show',
    ],
    ...['migrate up', 'migrate down', 'migrate status', 'train', 'models', 'gen'],
    ...['status', 'rebuild', 'promote', 'rollback', 'discard', 'verify'].map((name) => `projections ${name}`),
  ]

  test('is there for each command, on stdout, with its usage', async () => {
    const root = await nothing.run('--help')
    expect(root.code).toBe(0)
    for (const name of commands) {
      const ran = await nothing.run(...name.split(' '), '--help')
      expect([name, ran.code, ran.err]).toEqual([name, 0, ''])
      expect(ran.out).toContain(`Usage: codelupe ${name}`)
      expect(root.out).toContain(`  ${name.split(' ')[0]}`)
      expectPlain(ran)
    }
  })

  test('is what nothing at all prints', async () => {
    expect(await nothing.run()).toMatchObject({ code: 0, out: expect.stringContaining('Usage: codelupe') })
  })
})

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'))
  expect(await nothing.run('--version')).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
})

describe('a command typed wrongly', () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['evaluate', 'secrt'], 'did you mean secret'],
    [['evaluate', 'secret', 'nowhere.jsonl'], 'found nothing at nowhere.jsonl'],
    [['evaluate', 'license', '--against', 'gitleaks'], 'expected --against scancode for license'],
    [['rules', 'test', 'nowhere.js'], 'expected a file'],
    [['ingset', '.'], 'unknown command'],
    [['ingest'], "missing required argument 'source'"],
    [['explain'], "missing required argument 'file'"],
    [['projections', 'rebuild'], "missing required argument 'name'"],
    [['projections', 'rebuild', 'nothing'], 'expected one of all, files,'],
    [['attributions', '--json'], 'expected --out'],
    [['rules', 'install', 'scancod'], 'expected a pack (scancode)'],
    [['sql', 'SELECT 1 FROM files.decidd.v1'], 'the nearest is files.decided.v1'],
    [['sql', 'DROP TABLE files'], 'found another statement'],
    [['tap'], "missing required argument 'topic'"],
    [['status', '--yaml'], 'unknown option'],
    [['up', '--trainer', 'maybe'], 'expected --trainer'],
    [['run', 'qualty'], 'expected a step (quality, malicious'],
    [['run', 'quality', '--instance', 'one'], 'expected --instance as a whole number'],
  ]

  test.each(wrong)(
    '%j exits 2 and says why',
    async (args, why) => {
      const ran = await nothing.run(...args)
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(why)])
      expect(ran.out).toBe('')
      expectPlain(ran)
    },
    60_000,
  )
})

test('a peer that is not installed is named, with what was looked for and what installs it', async () => {
  const cache = join(inputs, 'cache')
  const ran = await runWith({ CODELUPE_CACHE: cache }, 'evaluate', 'secret', '--against', 'gitleaks')
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain(
    `found no ${cache}/peers/gitleaks/installed-from; sh scripts/install-peers.sh gitleaks installs it`,
  )
  expect(ran.err).toContain('[evaluation.peer-absent]')
  expectPlain(ran)
})

describe('an input that is none', () => {
  const folder = (name: string): string => {
    const path = join(inputs, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  const file = (name: string, content: string | Buffer): string => {
    const path = join(inputs, name)
    writeFileSync(path, content)
    return path
  }
  const broken = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(600, 7)])
  const full = (): string => {
    const path = folder('full')
    writeFileSync(join(path, 'a.js'), 'export const a = 1\n')
    return path
  }

  const cases: readonly (readonly [string, () => readonly string[], string])[] = [
    ['a path with nothing at it', () => [join(inputs, 'nothing/here')], 'ingest.path-missing'],
    ['a folder without a file', () => [folder('empty')], 'ingest.empty'],
    ['a folder as git', () => [full(), '--as', 'git'], 'ingest.not-git'],
    ['a folder as archive', () => [full(), '--as', 'archive'], 'ingest.archive-broken'],
    ['a kind that is none', () => [full(), '--as', 'floppy'], 'usage.invalid'],
    ['a zip that is broken', () => [file('broken.zip', broken)], 'ingest.archive-broken'],
    [
      'a tar.gz that is broken',
      () => [file('broken.tar.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]))],
      'ingest.archive-broken',
    ],
    ['a text as an archive', () => [file('notes.txt', 'no archive at all\n')], 'ingest.archive-broken'],
    ['a device', () => ['/dev/null'], 'ingest.unreadable'],
    ['an address with a login', () => ['https://user:hunter2hunter2@example.com/a/b'], 'ingest.host-refused'],
    ['an address of this machine', () => ['https://127.0.0.1/a/b'], 'ingest.host-refused'],
    ['an address for ssh', () => ['git@example.com:a/b.git'], 'ingest.host-refused'],
    ['a name that is no name', () => [full(), '--repository', '../../x'], 'usage.invalid'],
  ]

  test.each(cases)(
    '%s exits 2 and says why',
    async (_, argsOf, code) => {
      const ran = await runWith(given(), 'ingest', ...argsOf())
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(`[${code}]`)])
      expect(ran.err).toMatch(/expected .*\n {2}\S+/)
      expect(ran.out).toBe('')
      expect(ran.err).not.toContain('hunter2hunter2')
      expectPlain(ran)
    },
    60_000,
  )

  test('a folder that may not be read exits 2 and says why', async () => {
    const path = full()
    chmodSync(path, 0)
    onTestFinished(() => chmodSync(path, 0o755))
    const ran = await runWith(given(), 'ingest', path)
    // Root may read it all the same, and comes as far as the broker that is not there.
    const expected = process.getuid?.() === 0 ? [1, 'kafka.unavailable'] : [2, 'ingest.unreadable']
    expect([ran.code, ran.err]).toEqual([expected[0], expect.stringContaining(`[${expected[1]}]`)])
  })
})

describe('servers that are not there', () => {
  const commands = [
    ['status'],
    ['explain', 'a.js'],
    ['topics'],
    ['tap', 'files.decided.v1'],
    ['sql', 'SELECT * FROM files.decided.v1'],
    ['attributions'],
    ['ingest', '.'],
    ['dlq', 'ls'],
  ]

  test.each(commands.map((args) => [args]))(
    '%j says how to start them',
    async (args) => {
      const ran = await nothing.run(...args)
      expect(ran).toMatchObject({ code: 2, out: '' })
      expect(ran.err).toContain('[servers.absent]')
      expect(ran.err).toContain('./codelupe up')
      expectPlain(ran)
    },
    60_000,
  )

  test('down says that nothing was running', async () => {
    expect(await nothing.run('down')).toMatchObject({ code: 0, err: 'nothing was running\n' })
  })

  test("a broker on a closed port is an answer within the client's patience, exit 1", async () => {
    const source = join(inputs, 'source')
    mkdirSync(source, { recursive: true })
    writeFileSync(join(source, 'a.js'), 'export const a = 1\n')
    for (const args of [['status'], ['topics'], ['ingest', source], ['run', 'quality']]) {
      const ran = await runWith(given({ DATABASE_URL: url }), ...args)
      expect([args, ran.code, ran.err]).toEqual([args, 1, expect.stringContaining('.unavailable]')])
      expect(ran.err).toMatch(/check (KAFKA_BROKERS|SCHEMA_REGISTRY_URL)/)
      expectPlain(ran)
    }
  })

  test('a database that refuses the password exits 2, says which setting, and never the password', async () => {
    const password = ['not', 'The', 'Right', 'One'].join('')
    const refused = new URL(url)
    refused.password = password
    for (const args of [
      ['explain', 'a.js'],
      ['migrate', 'status'],
    ]) {
      const ran = await runWith(given({ DATABASE_URL: refused.href }), ...args)
      expect([args, ran.code, ran.err]).toEqual([args, 2, expect.stringContaining('[postgres.refused]')])
      expect(ran.err).toContain('DATABASE_URL')
      expect(ran.err + ran.out).not.toContain(password)
      expectPlain(ran)
    }
  })

  test('a database on a closed port exits 1 and says which setting', async () => {
    const ran = await runWith(given(), 'explain', 'a.js')
    expect([ran.code, ran.err]).toEqual([1, expect.stringContaining('[postgres.unavailable]')])
    expect(ran.err).toContain('DATABASE_URL')
    expectPlain(ran)
  })
})

test('wrong variables are all listed at once, each with an example, and secrets are not', async () => {
  const settings = {
    KAFKA_BROKERS: 'no port here',
    SCHEMA_REGISTRY_URL: 'gopher://registry',
    DATABASE_URL: ['mysql://root:', 'sesame9', '@db/x'].join(''),
    CODELUPE_QUALITY_MIN: '101',
    CODELUPE_PARTITIONS: 'six',
  }
  const ran = await runWith(settings, 'status')
  expect(ran.code).toBe(2)
  for (const name of Object.keys(settings)) {
    expect(ran.err).toContain(`${name} must be`)
    expect(ran.err).toContain(`for example ${name}=`)
  }
  expect(ran.err).not.toContain('sesame9')
  expectPlain(ran)
})

test('a reader that has gone ends a command in quiet', async () => {
  for (const args of [['--help'], ['doctor', '--json']]) {
    const child = spawn(process.execPath, [join(projectFolder, 'cli', 'main.ts'), ...args], {
      env: { ...process.env, CODELUPE_HOME: nothing.home, NODE_OPTIONS: '--no-warnings' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    const said: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
    await new Promise((resolve) => child.once('close', resolve))
    expect([args, said.join('')]).toEqual([args, ''])
  }
})
