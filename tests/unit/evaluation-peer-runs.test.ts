// A peer is run on the files that the gate judged, with nothing of our environment, and ends with us; one that is absent or
// fails is a named error. The peers here are shell scripts in the place of an installed one.
// Mutants: give it our environment; end only its first process; take the output of one that failed; write every
// case to one folder; look for the program alone.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { evaluateGate } from '../../cli/evaluate.ts'
import { judgeCases } from '../../evaluation/evaluate.ts'
import type { LabelledCase } from '../../evaluation/labelled.ts'
import { comparePeer } from '../../evaluation/peers/compare.ts'
import { FormatFault, type Peer } from '../../evaluation/peers/peer.ts'
import { installedPeer, runPeer } from '../../evaluation/peers/run.ts'
import { createProcessor, defaultGateSettings } from '../../processors/index.ts'
import { loadConfig } from '../../runtime/config.ts'
import { reapedSeconds } from '../../runtime/process-stat.ts'
import { until } from '../support/waits.ts'

const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-peers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const peer: Peer = {
  ...{ name: 'tool', gate: 'secret', package: 'some-tool', command: ['bin/tool'] },
  read: (printed) => {
    if (printed.startsWith('?')) throw new FormatFault('line: expected a path')
    const paths = printed.split('\n').filter((line) => line !== '')
    return paths.map((path) => ({ path, rules: ['found'], expression: null, rated: null }))
  },
}

/** A cache in which the script is installed as the peer. */
function installed(script: string): string {
  const cache = folderOf()
  const folder = join(cache, 'peers', 'tool', 'bin')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(cache, 'peers', 'tool', 'installed-from'), 'other==2.0\nsome-tool==1.2.3\n')
  writeFileSync(join(folder, 'tool'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'tool'), 0o755)
  return cache
}

const signal = new AbortController().signal
const run = (script: string, own: AbortSignal = signal, home: string = folderOf()) =>
  runPeer(installedPeer(peer, installed(script)), home, home, reapedSeconds, own)

describe('a peer', () => {
  test('has the version that it was installed from', () => {
    expect(installedPeer(peer, installed('')).version).toBe('1.2.3')
  })
  test('has nothing of our environment', async () => {
    const { findings } = await run('env')
    const names = findings
      .map(({ path }) => path.replace(/=.*/, ''))
      .filter((name) => !/^(PWD|_|OLDPWD|SHLVL)$/.test(name))
    expect(names.sort()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR'])
  })
  test('that ends with an error is told with what it said, and nothing of what it printed', async () => {
    const ended = run('echo hunter2; echo "no such rule" >&2; exit 3')
    await expect(ended).rejects.toMatchObject({ code: 'evaluation.peer-failed' })
    await expect(ended).rejects.toThrow('expected tool to run to its end, found exit 3; it said: no such rule')
    await expect(ended).rejects.not.toThrow('hunter2')
  })
  test('that prints another format is told', async () => {
    await expect(run('echo "?"')).rejects.toThrow(
      'expected tool to print what it is known to print; line: expected a path',
    )
  })
  test('ends with us, and so do its own processes', async () => {
    const home = folderOf()
    const stopped = new AbortController()
    const ended = run('sh -c "echo \\$\\$ >$HOME/below; exec sleep 600" & wait', stopped.signal, home)
    const below = join(home, 'below')
    const pid = await until({
      ...{ what: "the peer's own process", home },
      look: () => (existsSync(below) ? readFileSync(below, 'utf8').trim() : ''),
      holds: (seen) => seen !== '',
    })
    stopped.abort()
    await expect(ended).rejects.toThrow('abort')
    await until({ what: 'its end', home, look: () => stateOf(pid), holds: (seen) => seen === '' || seen === 'Z' })
  })
})

/** As Linux has it: nothing for none, Z for one that has ended and was not yet waited for by whoever took it over. */
function stateOf(pid: string): string {
  try {
    return /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}

describe('a comparison', () => {
  const gate = createProcessor('secret', defaultGateSettings)
  const labelled = (id: string, content: string, positive: boolean): LabelledCase => ({
    ...{ id, path: 'src/a.py', content: Buffer.from(content), positive, classes: ['jwt'] },
    ...{ expression: null, beside: {}, half: null },
  })
  const cases = [
    labelled('binary', '\0bad', true),
    labelled('one', 'bad = 1\n', true),
    labelled('two', 'good = 1\n', true),
    labelled('three', 'bad = 2\n', false),
    labelled('four', 'good = 2\n', false),
  ]
  test('is on the files that the gate judged, each under its own path', async () => {
    const { said } = judgeCases(gate, cases, () => 0)
    const home = installedPeer(peer, installed('grep -rl bad . || true'))
    const compared = await comparePeer(home, { gate, said, reaped: reapedSeconds, signal })
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = compared.evaluation.score
    expect([truePositives, falsePositives, falseNegatives, trueNegatives]).toEqual([1, 1, 1, 1])
    expect(compared.evaluation.misses.map((one) => one.labelled.id)).toEqual(['two'])
    expect(compared.evaluation.falseAlarms.map((one) => [one.labelled.id, one.rules])).toEqual([['three', ['found']]])
    expect([compared.onlyPeer, compared.onlyGate].map((all) => all.map((one) => one.labelled.id))).toEqual([
      ['one'],
      [],
    ])
    expect(compared.evaluation.classes.map(({ name, named }) => [name, named])).toEqual([['jwt', null]])
  })
})

describe('evaluate --against', () => {
  const evaluated = (...[gate, against]: readonly [string, string]) => {
    const config = { ...loadConfig({}), cache: folderOf() }
    const nothing = (): undefined => undefined
    const terminal = { out: nothing, say: nothing, progress: nothing, settle: nothing, isTerminal: false }
    return evaluateGate({ config, signal, terminal }, { against, list: '0' }, [gate])
  }
  test('a peer that is not installed says so, and what installs it', async () => {
    const ended = evaluated('secret', 'gitleaks')
    await expect(ended).rejects.toMatchObject({ code: 'evaluation.peer-absent' })
    await expect(ended).rejects.toThrow(
      /expected gitleaks to be installed, found no .*installed-from; sh scripts\/install-peers.sh gitleaks/,
    )
  })
  test('a peer of another gate is refused with those of this one', async () => {
    await expect(evaluated('secret', 'scancode')).rejects.toThrow(
      'expected --against gitleaks or detect-secrets for secret',
    )
    await expect(evaluated('license', 'scancod')).rejects.toThrow('did you mean')
  })
})
