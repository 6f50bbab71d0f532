// The demo's input: four repositories with one of each thing that the pipeline refuses, and packages that are installed.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoPackages, writeDemoInput } from '../../demo/input.ts'
import { openSource } from '../../ingest/open.ts'
import { createPipeline, defaultGateSettings } from '../../processors/index.ts'
import { judgedFile, verdictOf } from '../../processors/processor.ts'
import { projectFolder } from '../../runtime/config.ts'

test('the packages it sends through are installed with the project', () => {
  expect(demoPackages).toHaveLength(6)
  for (const name of demoPackages)
    expect(existsSync(join(projectFolder, 'node_modules', name, 'package.json'))).toBe(true)
})

test('its repositories have an accepted file, and one refused by ingest and by each gate', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-demo-'))
  const pipeline = createPipeline(defaultGateSettings)
  const outcomes = new Set<string>()
  const signal = AbortSignal.timeout(30_000)
  for (const path of writeDemoInput(join(folder, 'demo'))) {
    const source = await openSource(path, { temporaryDirectory: join(folder, 'tmp'), as: 'directory' }, signal)
    const { repository, submission } = source
    for await (const entry of source.entries(0, signal)) {
      if (entry.kind === 'skip') {
        outcomes.add('ingest')
        continue
      }
      const file = judgedFile({ ...entry, repository, submission, submittedAt: 0 }, entry.content)
      const refusing = pipeline.find((processor) => verdictOf(processor, file).decision === 'reject')
      outcomes.add(refusing?.name ?? 'accepted')
    }
    await source.close()
  }
  rmSync(folder, { recursive: true })
  expect([...outcomes].toSorted()).toEqual(['accepted', 'ingest', 'license', 'malicious', 'quality', 'secret'])
})
