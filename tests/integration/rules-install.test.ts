// `rules install` with a package index of this machine: other bytes than the pinned ones are refused, and whatever goes
// wrong leaves nothing. The real package is not fetched here: nothing in the tests needs the internet.
// Mutants: ask for the package without its hash; leave out what removes the part.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandLine, commandLine } from '../support/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-install-'))
const cache = join(folder, 'cache')
const index = join(folder, 'index')
let cli: CommandLine

/** A wheel of the pinned name and version that holds a rule of somebody else's. */
const wheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/licensedcode_data-32.1.0-py3-none-any.whl', 'w') as made:
    info = 'licensedcode_data-32.1.0.dist-info/'
    made.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: licensedcode-data\\nVersion: 32.1.0\\n')
    made.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    made.writestr(info + 'RECORD', '')
    made.writestr('licensedcode/data/licenses/mit.LICENSE', '---\\nkey: mit\\nspdx_license_key: MIT\\n---\\n')
    made.writestr('licensedcode/data/rules/a.RULE', '---\\nlicense_expression: mit\\nis_license_text: yes\\n---\\n' + 'word ' * 20)
`

beforeAll(async () => {
  mkdirSync(index)
  execFileSync('python3', ['-c', wheel, index])
  // Only what lies in that folder is asked for.
  const settings = { CODELUPE_CACHE: cache, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index, PIP_CONFIG_FILE: '/dev/null' }
  cli = await commandLine(settings)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(cli.home, { recursive: true, force: true })
})

const left = (): readonly string[] => (existsSync(join(cache, 'packs')) ? readdirSync(join(cache, 'packs')) : [])

test('a package with other bytes than the pinned ones is refused, and leaves nothing', async () => {
  const ran = await cli.run('rules', 'install', 'scancode')
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err).toContain('DO NOT MATCH THE HASHES')
  expect(ran.err).toContain('[rules.fetch-failed]')
  expect(left()).toEqual([])
})

test('an index that does not have it is told, and leaves nothing', async () => {
  rmSync(index, { recursive: true })
  mkdirSync(index)
  const ran = await cli.run('rules', 'install', 'scancode')
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err).toContain('[rules.fetch-failed]')
  expect(left()).toEqual([])
})
