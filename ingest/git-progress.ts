// Git's own lines of progress as figures. A server chooses some of their words, so digits alone are taken from them.
import type { OnProgress, OpenPhase, OpenProgress } from './progress.ts'

const phases: Readonly<Record<string, Pick<OpenProgress, 'phase' | 'unit'>>> = {
  'remote: Counting objects': { phase: 'counting', unit: 'objects' },
  'remote: Compressing objects': { phase: 'packing', unit: 'objects' },
  'Receiving objects': { phase: 'fetching', unit: 'objects' },
  'Resolving deltas': { phase: 'resolving', unit: 'deltas' },
}

/** `<label>: <percent>% (<done>/<total>)`, and more that is not looked at. Fifteen digits are a safe integer. */
const figures = /^([A-Za-z: ]{1,40}): +\d{1,3}% \((\d{1,15})\/(\d{1,15})\)/

/** What git prints beside its messages when it is asked for progress. */
const talk =
  /^(?:Cloning into |remote: (?:Enumerating|Counting|Compressing) objects:|remote: Total |Receiving objects:|Resolving deltas:)/

/** Takes git's lines one by one, and says of each whether it is talk and no message. */
export function gitProgress(onProgress: OnProgress): (line: string) => boolean {
  const reached = new Map<OpenPhase, number>()
  return (line) => {
    const [, label = '', doneText, totalText] = figures.exec(line) ?? []
    const known = phases[label]
    const [done, total] = [Number(doneText), Number(totalText)]
    if (known !== undefined && done <= total && done >= (reached.get(known.phase) ?? 0)) {
      reached.set(known.phase, done)
      onProgress({ ...known, done, total })
    }
    return talk.test(line)
  }
}
