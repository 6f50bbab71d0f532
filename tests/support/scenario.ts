// The shortest way to say what the pipeline makes of some files, on real servers:
//   await given({ 'src/pay.js': text }).when(pipeline).then(({ decisions, samples }) => { ... })
// Copy it to test a processor of your own: the files are ingested and judged by the same processes that users run.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Decision, Sample } from '../../schemas/types.ts'
import { filesDecided, type StepName, samplesAccepted, stepNames } from '../../topics/index.ts'
import { eventsOf, type LivePipeline } from './pipeline.ts'

/** What became of the files, by path. */
export type Judged = {
  readonly decisions: ReadonlyMap<string, Decision>
  readonly samples: ReadonlyMap<string, Sample>
}

const gates: readonly StepName[] = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')

/** Files by path; `when` puts them through a pipeline. */
export const given = (files: Readonly<Record<string, string>>) => ({
  when: async (pipeline: LivePipeline): Promise<Judged> => {
    const folder = await mkdtemp(join(tmpdir(), 'codelupe-given-'))
    try {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(join(folder, dirname(path)), { recursive: true })
        await writeFile(join(folder, path), content)
      }
      const ingest = pipeline.spawn(['ingest', folder])
      if ((await ingest.ended) !== '0') throw new Error(`expected the files to be ingested, found ${ingest.output()}`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    await pipeline.drain(gates)
    const isOurs = ({ file }: Decision | Sample): boolean => file.repository.name === basename(folder)
    const decided = (await eventsOf<Decision>(pipeline.connection, filesDecided)).map(({ event }) => event)
    const accepted = (await eventsOf<Sample>(pipeline.connection, samplesAccepted)).map(({ event }) => event)
    return {
      decisions: new Map(decided.filter(isOurs).map((decision) => [decision.file.path, decision])),
      samples: new Map(accepted.filter(isOurs).map((sample) => [sample.file.path, sample])),
    }
  },
})
