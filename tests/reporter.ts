// Prints "N passed, N failed, N skipped" as the very last line, after the coverage table: .ci/run adds such lines up.
import type { Reporter, TestModule } from 'vitest/node'

export const closingLine: Reporter = {
  onTestRunEnd: (modules: readonly TestModule[]) => {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string): number => states.filter((found) => found === state).length
    // A file that cannot be loaded has no test that could fail.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && ![...module.children.allTests('failed')].length,
    )
    const failed = count('failed') + broken.length
    process.once('exit', () => console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`))
  },
}
