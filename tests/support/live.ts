// One live pipeline for all tests of a file: started before them, ended after them.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { StartOptions } from '../../embedded/start.ts'
import { type LivePipeline, startLivePipeline } from './pipeline.ts'

/** Registers the hooks; the function gives the pipeline inside a test. `options` are for embedded servers. */
export function livePipeline(options: StartOptions = {}): () => LivePipeline {
  const state: { pipeline?: LivePipeline } = {}
  beforeAll(async () => {
    state.pipeline = await startLivePipeline(undefined, options)
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
