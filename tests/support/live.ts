// One live pipeline for all tests of a file: started before them, ended after them.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type LivePipeline, startLivePipeline } from './pipeline.ts'
import type { ServersWanted } from './servers.ts'

/** Registers the hooks; the function gives the pipeline inside a test. */
export function livePipeline(wanted: ServersWanted = {}): () => LivePipeline {
  const state: { pipeline?: LivePipeline } = {}
  beforeAll(async () => {
    state.pipeline = await startLivePipeline(wanted)
  })
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => console.error(state.pipeline?.told()))
  })
  afterAll(() => state.pipeline?.stop())
  return () => {
    if (state.pipeline === undefined) throw new Error('the pipeline did not start')
    return state.pipeline
  }
}
