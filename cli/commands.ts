// Every command with its arguments, in the order in which --help lists them.
import type { Program } from './command.ts'

type Register = (program: Program) => void

const up: Register = ({ root, action }) => {
  root
    .command('up')
    .description('start the servers and the pipeline in the background')
    .option('--trainer <on|off>', 'whether samples are trained on', 'on')
    .option('--model <folder>', 'a Hugging Face folder to train with LoRA; default: a tiny model from scratch')
    .option('--servers-only', 'start the servers and create the topics, and no pipeline')
    .action(action(async () => (await import('./up.ts')).up))
}

const down: Register = ({ root, action }) => {
  root
    .command('down')
    .description('stop the pipeline and the embedded servers; everything written stays')
    .action(action(async () => (await import('./down.ts')).down))
}

const supervise: Register = ({ root, action }) => {
  root
    .command('supervise', { hidden: true })
    .description('run every step as a process, in the foreground; what `up` starts')
    .option('--trainer <on|off>', 'whether samples are trained on', 'on')
    .option('--model <folder>', 'a Hugging Face folder to train with LoRA')
    .action(action(async () => (await import('./supervise.ts')).superviseCommand))
}

const run: Register = ({ root, action }) => {
  root
    .command('run')
    .description('run one step in the foreground, for people who have their own supervisor')
    .argument('<step>', 'quality, malicious, secret, license, admission, projector or trainer')
    .option('--instance <n>', 'a number of its own for each process of one step', '0')
    .option('--model <folder>', 'trainer: a Hugging Face folder to train with LoRA')
    .action(action(async () => (await import('./run.ts')).run))
}

const ingest: Register = ({ root, action }) => {
  root
    .command('ingest')
    .description('read a directory, a git repository (path or https address) or an archive into the log')
    .argument('<source>', 'path or https address')
    .option('--repository <host/owner/name>', 'the name to file it under')
    .option('--as <kind>', 'read it as directory, git or archive')
    .option('--again', 'submit it once more although it was submitted before')
    .option('--wait', 'wait until every file has an outcome and projections show it (training excluded)')
    .option(
      '--allow-host <host>',
      'a further host that may be fetched from',
      (host: string, all: string[]) => [...all, host],
      [],
    )
    .option('--json', 'print the counts as JSON')
    .action(action(async () => (await import('./ingest.ts')).ingest))
}

const status: Register = ({ root, action }) => {
  root
    .command('status')
    .description('what was found, decided, is in flight, and whether anything is lost or doubled')
    .option('--watch', 'show it again every two seconds')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./status.ts')).status))
}

const explain: Register = ({ root, action }) => {
  root
    .command('explain')
    .description('why a file is, or is not, in the model')
    .argument('<file>', 'file id, repository:path, or path')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./explain.ts')).explain))
}

const gen: Register = ({ root, action }) => {
  root
    .command('gen')
    .description('write everything that is generated from tables in the code')
    .option('--check', 'write nothing; exit 1 where something is out of date')
    .action(action(async () => (await import('./gen.ts')).gen))
}

export const commands: readonly Register[] = [up, down, ingest, status, explain, run, supervise, gen]
