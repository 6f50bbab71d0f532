// The set-up's shell helpers: a folder appears whole or not at all, a step says one line, a failed one says what to type.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-setup-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs lines of shell with the helpers loaded and a cache of its own. */
const shell = (lines: string) => {
  const head = `set -eu; project='${projectFolder}'; . "$project/scripts/env.sh"; . "$project/scripts/steps.sh"; . "$project/scripts/parts.sh"`
  return spawnSync('sh', ['-c', `${head}\n${lines}`], {
    encoding: 'utf8',
    env: { ...process.env, CODELUPE_CACHE: folder },
  })
}

test('a folder that is filled by a command that fails does not appear', () => {
  const target = join(folder, 'kafka')
  const broken = `fill() { touch "$part/half"; false; }; whole '${target}' fill`
  expect(shell(broken).status).not.toBe(0)
  expect(existsSync(target)).toBe(false)
  expect(shell(`fill() { touch "$part/all"; }; whole '${target}' fill`).status).toBe(0)
  expect(readdirSync(target)).toEqual(['all'])
})

test('a step that is done says nothing; one that is not says one line; the count goes on', () => {
  const lines = 'done_already() { :; }; done_already_done() { :; }; work() { echo noise; }; work_done() { false; }'
  const { stderr, stdout, status } = shell(`${lines}; step one done_already; step two work`)
  expect(status).toBe(0)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^\[2\/8\] two \.\.\. done in \d+ s\n$/)
})

test('a step that fails stops the set-up, with what was expected, the end of its log, and what to type', () => {
  const { stderr, status } = shell(
    'kafka_server() { echo no route to host; false; }; kafka_server_done() { false; }; step Kafka kafka_server; echo not reached',
  )
  expect(status).toBe(1)
  expect(stderr).toContain('expected: Maven to fetch Kafka 4.2.0')
  expect(stderr).toContain('no route to host')
  expect(stderr).toMatch(/type: .*goes on where it stopped/)
})

test('the versions of the servers come from TypeScript', () => {
  expect(shell('echo "$kafka_version $registry_version"').stdout).toMatch(/^\d+\.\d+\.\d+ \d+\.\d+\.\d+\n$/)
})

test('set-up is silent when all is there', () => {
  const output = execFileSync('sh', [join(projectFolder, 'scripts', 'setup.sh')], { encoding: 'utf8', stdio: 'pipe' })
  expect(output).toBe('')
})
