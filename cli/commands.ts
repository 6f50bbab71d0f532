// Every command with its arguments, in the order in which --help lists them.
import type { Command } from 'commander'
import type { Program } from './command.ts'

type Register = (program: Program) => void

/** The options of what starts the gates. */
const maliciousRules = ['--malicious-rules <folder>', 'YARA files that the malicious gate judges by too'] as const
const secretRules = [
  '--secret-rules <file>',
  "rules in gitleaks' TOML format that the secret gate judges by too",
] as const

const demo: Register = ({ root, action }) => {
  root
    .command('demo')
    .description('the main job in one command, on code that is here: start, ingest, judge, train, explain')
    .option('--trainer <on|off>', 'whether samples are trained on', 'on')
    .option('--steps <n>', 'training steps to make', '20')
    .option(...maliciousRules)
    .option(...secretRules)
    .action(action(async () => (await import('./demo.ts')).demo))
}

const up: Register = ({ root, action }) => {
  root
    .command('up')
    .description('start the servers and the pipeline in the background')
    .option('--trainer <on|off>', 'whether samples are trained on', 'on')
    .option(
      '--model <folder>',
      'a Hugging Face folder, or the name of a fetched one, to train with LoRA; default: a tiny model from scratch',
    )
    .option('--servers-only', 'start the servers and create the topics, and no pipeline')
    .option(...maliciousRules)
    .option(...secretRules)
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
    .option('--trainer <on|off|only>', 'whether samples are trained on', 'on')
    .option('--model <folder>', 'a Hugging Face folder to train with LoRA')
    .option(...maliciousRules)
    .option(...secretRules)
    .action(action(async () => (await import('./supervise.ts')).superviseCommand))
}

const run: Register = ({ root, action }) => {
  root
    .command('run')
    .description('run one step in the foreground, for people who have their own supervisor')
    .argument('<step>', 'quality, malicious, secret, license, admission, projector or trainer')
    .option('--instance <n>', 'a number of its own for each process of one step', '0')
    .option('--model <folder>', 'trainer: a Hugging Face folder, or the name of a fetched one, to train with LoRA')
    .option(...maliciousRules)
    .option(...secretRules)
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

const lag: Register = ({ root, action }) => {
  root
    .command('lag')
    .description('how far every group of the cluster is behind: records, seconds, how it goes on, time to drain')
    .option('--partitions', 'a line for each partition')
    .option('--watch', 'show it again every five seconds')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./lag.ts')).lagCommand))
}

const explain: Register = ({ root, action }) => {
  root
    .command('explain')
    .description('why a file is, or is not, in the model')
    .argument('<file>', 'file id, repository:path, or path')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./explain.ts')).explain))
}

const verify: Register = ({ root, action }) => {
  root
    .command('verify')
    .description(
      'read every topic and checkpoint anew, and name each break of the promise: lost, doubled, out of order',
    )
    .option('--projections <on|off>', 'fold the topics once more and compare every table', 'on')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./verify.ts')).verify))
}

const gen: Register = ({ root, action }) => {
  root
    .command('gen')
    .description('write everything that is generated from tables in the code')
    .option('--check', 'write nothing; exit 1 where something is out of date')
    .option('--gold', "also the gold corpus' figures: its table and its floors, up or down")
    .action(action(async () => (await import('./gen.ts')).gen))
}

const doctor: Register = ({ root, action }) => {
  root
    .command('doctor')
    .description('look for everything that is wrong on this machine, each fault with what to type')
    .option('--json', 'print it as JSON, with the settings')
    .action(action(async () => (await import('./doctor.ts')).doctor))
}

const topics: Register = ({ root, action }) => {
  const command = root
    .command('topics')
    .description('what is in each topic, and who is how far behind')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./topics.ts')).listTopics))
  command
    .command('provision')
    .description('create what is missing: topics, schemas, migrations, first positions')
    .action(action(async () => (await import('./topics.ts')).provisionTopics))
  command
    .command('graph')
    .description('what reads and writes what, from the code')
    .option('--mermaid', 'as a mermaid diagram')
    .action(action(async () => (await import('./topics.ts')).graphTopics))
}

const tap: Register = ({ root, action }) => {
  root
    .command('tap')
    .description('records of a topic, decoded, one JSON object a line; content only of samples.accepted.v1')
    .argument('<topic>', 'its name, as topics lists it')
    .option('--from <place>', 'beginning, end, or an offset; default: beginning, with --follow end')
    .option('--partition <n>', 'only this partition')
    .option('--limit <n>', 'at most so many records')
    .option('--follow', 'go on with what comes, until Ctrl-C')
    .option('--json', 'JSON lines, which it prints anyway')
    .action(action(async () => (await import('./tap.ts')).tap))
}

const sql: Register = ({ root, action }) => {
  root
    .command('sql')
    .description(
      'ask topics and tables in SQL: SELECT, EMIT CHANGES, PRINT, SHOW, DESCRIBE; without a statement a prompt',
    )
    .argument('[statement]', "such as 'SELECT outcome, count(*) FROM files.decided.v1 GROUP BY outcome'")
    .option('--file <file>', 'statements of a file, one after another')
    .option('--format <format>', 'table, json, csv or parquet; default: table')
    .option('--out <file>', 'into a new file instead, as csv, json or parquet')
    .option('--json', 'the same as --format json: a JSON object a line')
    .action(action(async () => (await import('./sql/command.ts')).sql))
}

const exportCommand: Register = ({ root, action }) => {
  root
    .command('export')
    .description('write the accepted samples and a manifest into a new folder')
    .requiredOption('--to <folder>', 'a folder that is new or empty')
    .option('--format <format>', 'jsonl or parquet', 'jsonl')
    .option(
      '--language <language>',
      'only this language, as often as wanted',
      (language: string, all: string[]) => [...all, language],
      [],
    )
    .option('--json', 'print the manifest as JSON')
    .action(action(async () => (await import('./export.ts')).exportSamples))
}

const attributions: Register = ({ root, action }) => {
  root
    .command('attributions')
    .description(
      'the notices of all accepted samples: repository, revision, path, licence, holders, and each licence once',
    )
    .option('--out <file>', 'a new file to write to; default: stdout')
    .option('--json', 'with --out: print what was written as JSON')
    .action(action(async () => (await import('./attributions/command.ts')).attributions))
}

const dashboards: Register = ({ root, action }) => {
  root
    .command('dashboards')
    .description("Grafana's dashboards without Grafana")
    .command('render')
    .description('draw each of them as an SVG picture, of what a Prometheus has')
    .option('--prometheus <url>', 'its address', 'http://127.0.0.1:9090')
    .option('--out <folder>', 'where the pictures are written; those of the same name are replaced', 'dashboards')
    .option('--minutes <n>', 'how far back', '60')
    .option('--window <seconds>', 'what rates are taken over: four scrapes or more', '60')
    .option('--json', 'print what was drawn as JSON')
    .action(action(async () => (await import('./dashboards/render.ts')).renderDashboards))
}

const dlq: Register = ({ root, action }) => {
  const command = root.command('dlq').description('records that a step could not handle')
  command
    .command('ls')
    .description('list them, the newest first')
    .option('--step <step>', 'only those of this step')
    .option('--reason <reason>', 'only those with this reason or code')
    .option('--since <time>', 'only those that failed first at this time or later, such as 2026-01-31T12:00:00Z')
    .option('--until <time>', 'only those that failed first before this time')
    .option('--file <file>', 'only those of this file: its id, path, or repository:path')
    .option('--state <state>', 'open, redriven, dropped, or all', 'open')
    .option('--limit <n>', 'at most so many', '100')
    .option('--json', 'print them as JSON')
    .action(action(async () => (await import('./dlq.ts')).dlqLs))
  command
    .command('show')
    .description('one of them: why, its headers and bytes, its content after redaction')
    .argument('<dead letter>', '<step>/<partition>/<offset>, as dlq ls prints it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./dlq.ts')).dlqShow))
  selecting(
    command
      .command('redrive')
      .description('send dead letters to their step once more, byte for byte; shows what it would do'),
  )
    .option('--again', 'also those that have failed too often to be sent unasked')
    .option('--execute', 'do it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./dlq-handle.ts')).dlqRedrive))
  selecting(command.command('drop').description('give dead letters up: their files stay dead; shows what it would do'))
    .option('--execute', 'do it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./dlq-handle.ts')).dlqDrop))
}

const selecting = (command: Command): Command =>
  command
    .argument('[dead letter]', 'one alone: <step>/<partition>/<offset>, as dlq ls prints it')
    .option('--step <step>', 'only those of this step')
    .option('--reason <reason>', 'only those with this reason or code')
    .option('--since <time>', 'only those buried at this time or later, such as 2026-01-31T12:00:00Z')
    .option('--until <time>', 'only those buried before this time')
    .option('--file <file>', 'only those of this file: its id, path, or repository:path')

const findings: Register = ({ root, action }) => {
  const command = root.command('findings').description('where rules have fired, and which of it is wrong')
  const finding = ['<finding...>', '<file id>:<gate>:<rule>:<line>, as findings ls prints it'] as const
  command
    .command('ls')
    .description('list them, each once however often its file was read')
    .option('--file <file>', 'only those of this file: its id, path, or repository:path')
    .option('--gate <gate>', 'only those of this gate')
    .option('--rule <rule>', 'only those of this rule')
    .option('--state <state>', 'open, marked as false positives, or all', 'all')
    .option('--limit <n>', 'at most so many; default: 100, and all with --json')
    .option('--after <finding>', 'go on behind this one')
    .option('--json', 'print them as JSON, as they are read')
    .action(action(async () => (await import('./findings.ts')).findingsLs))
  command
    .command('mark')
    .description('say that they are false positives; no verdict changes, but how often their rules are wrong is told')
    .argument(...finding)
    .requiredOption('--why <text>', 'the reason, for whoever reads it later')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./findings.ts')).findingsMark))
  command
    .command('unmark')
    .description('take that back')
    .argument(...finding)
    .option('--why <text>', 'the reason', '')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./findings.ts')).findingsUnmark))
}

const replay: Register = ({ root, action }) => {
  root
    .command('replay')
    .description(
      'what would change under other rules, over all that was decided; or records of a topic once more, into another one',
    )
    .argument('[topic]', 'copy records of this topic')
    .option('--ruleset <proposal>', 'a TOML file that states changes of rules: docs/rule-changes.md')
    .option(
      '--from <place>',
      'topic: beginning, an offset, or a time such as 2026-11-26T12:00:00Z (default: beginning)',
    )
    .option('--to <place>', 'topic: end, an offset, or a time; what is there itself is left out (default: end)')
    .option('--where <expression>', 'topic: only records of which this CEL expression holds')
    .option('--into <topic>', 'topic: copy into this one, which no step reads')
    .option('--execute', 'topic: copy; without it the records are counted')
    .option(
      '--flips <file>',
      'ruleset: write each file that is decided otherwise into a new file, one JSON object a line',
    )
    .option('--anew', 'ruleset: judge every file from its content, also where its verdicts would tell')
    .option('--id <id>', 'the id of an earlier run, to go on with it; default: one that follows from what is asked')
    .option('--rate <n>', 'write at most so many records a second')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./replay.ts')).replay))
}

const rules: Register = ({ root, action }) => {
  const command = root.command('rules').description('the rules in force: what they are, were, and would be')
  command
    .command('show')
    .description(
      'what counts now, where each value comes from, and by what each gate has last decided; of a rule, how often it was marked as wrong',
    )
    .argument('[rule]', 'one rule alone, as rules ls lists it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rulesets/views.ts')).showRules))
  command
    .command('ls')
    .description('every rule of a gate, or of all: severity, and why a file with it should not be learnt')
    .argument('[gate]', 'quality, malicious, secret or license')
    .option('--marks', 'with how often each has fired, and how often that was marked as wrong; asks the database')
    .option('--json', 'print a rule a line as JSON')
    .option(...maliciousRules)
    .option(...secretRules)
    .action(action(async () => (await import('./rules-try.ts')).listRules))
  command
    .command('test')
    .description('what every gate says of a file that lies here; reads and writes nothing of the log')
    .argument('<file>', 'a file; licence files and manifests up to the root of its repository count')
    .option('--json', 'print the verdicts as JSON')
    .option(...maliciousRules)
    .option(...secretRules)
    .action(action(async () => (await import('./rules-try.ts')).testRules))
  command
    .command('install')
    .description("others' rules as a pack of the licence gate: fetched, compiled and kept in the cache")
    .argument('<pack>', 'scancode')
    .action(action(async () => (await import('./rules-install.ts')).installRules))
  command
    .command('new')
    .description('a rule of your own to begin with, and two labelled files to hold it to')
    .argument('<gate>', 'secret or malicious')
    .argument('<name>', 'such as desk-ticket')
    .option('--to <folder>', 'where the files are written', '.')
    .action(action(async () => (await import('./rules-new.ts')).newRule))
  command
    .command('diff')
    .description('what differs between two rulesets, or between now and one')
    .argument('<ruleset>', "a proposal's file, the hash of a published ruleset, or now")
    .argument('[other]', 'the same; without it the first is held against now')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rulesets/views.ts')).diffRules))
  command
    .command('history')
    .description('promotions, and from which positions each gate has decided by which ruleset')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rulesets/views.ts')).rulesHistory))
  command
    .command('allow')
    .description(
      'let findings of the malicious or secret gate pass, for new files; shows the difference without --execute',
    )
    .argument('<gate>', 'malicious or secret')
    .option('--rule <rule>', 'only those of this rule')
    .option('--path <glob>', 'in files whose whole path fits: * within a folder, ** over folders')
    .option('--repository <host/owner/name>', 'in files of this repository')
    .option('--finding <finding>', 'this one alone, as findings ls prints it')
    .requiredOption('--why <text>', 'the reason, for whoever reads it later')
    .option('--execute', 'do it')
    .option('--backfill', 'submit the files once more that would be samples now')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rules-allow.ts')).allow))
  command
    .command('disallow')
    .description('take such an entry back, for new files; shows the difference without --execute')
    .argument('<entry>', 'its id, as rules show prints it')
    .option('--execute', 'do it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rules-allow.ts')).disallow))
  command
    .command('promote')
    .description('put a proposal in force for new files; shows the difference and changes nothing without --execute')
    .argument('<proposal>', 'a TOML file that states changes of rules: docs/rule-changes.md')
    .option('--execute', 'do it')
    .option('--backfill', 'submit the files once more that would be samples now')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./rules.ts')).promoteRules))
}

const gaps: Register = ({ root, action }) => {
  const command = root.command('gaps').description('ranges of the log that were gone before a step had read them')
  command
    .command('ls')
    .description('list them, with who lost what and why')
    .option('--json', 'print them as JSON')
    .action(action(async () => (await import('./gaps.ts')).gapsLs))
  command
    .command('accept')
    .description('let a stopped step go on behind what it has lost')
    .argument('<step>', 'quality, malicious, secret, license, admission, projector or trainer')
    .option('--execute', 'do it; without this nothing is changed')
    .action(action(async () => (await import('./gaps.ts')).gapsAccept))
}

const trim: Register = ({ root, action }) => {
  root
    .command('trim')
    .description('delete records of stage topics that all their readers have read; shows what it would do')
    .argument('[topic]', 'only this one, such as files.quality.v1')
    .option('--execute', 'do it')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./trim.ts')).trim))
}

const projections: Register = ({ root, action }) => {
  const command = root.command('projections').description('the tables that are folded from the log')
  const name = ['<name>', 'a projection, as projections status lists it, or all'] as const
  command
    .command('status')
    .description('what each has folded, how far it is behind, its rows; what is rebuilt, ready or kept')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./projections.ts')).projectionsStatus))
  command
    .command('rebuild')
    .description('fold its topics into new tables, catch up, and swap them in; what was live is kept')
    .argument(...name)
    .option('--no-promote', 'leave the new tables beside the live ones, for projections promote')
    .option('--retry-crashed', 'all only: judge records again that have ended the projector')
    .action(action(async () => (await import('./rebuild/command.ts')).rebuild))
  command
    .command('promote')
    .description('swap in the tables of a finished rebuild')
    .argument(...name)
    .action(action(async () => (await import('./rebuild/command.ts')).promote))
  command
    .command('rollback')
    .description('swap back the tables that were kept, brought up to date; again, and it is undone')
    .argument(...name)
    .action(action(async () => (await import('./rebuild/command.ts')).rollback))
  command
    .command('discard')
    .description('drop its tables that are not live; shows what it would do')
    .argument(...name)
    .option('--execute', 'do it')
    .action(action(async () => (await import('./rebuild/command.ts')).discard))
  command
    .command('verify')
    .description('fold its topics once more and compare every table, row for row')
    .argument('[name]', 'a projection, or all', 'all')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./projections.ts')).projectionsVerify))
}

const migrate: Register = ({ root, action }) => {
  const command = root.command('migrate').description("the database's migrations")
  command
    .command('up')
    .description('run what is pending')
    .action(action(async () => (await import('./migrate.ts')).migrateUp))
  command
    .command('down')
    .description('take back the last ones, with their tables; shows what it would do')
    .option('--count <n>', 'how many; default: 1')
    .option('--all', 'every one, positions and all: the projector then reads the whole log again')
    .option('--execute', 'do it')
    .action(action(async () => (await import('./migrate.ts')).migrateDown))
  command
    .command('status')
    .description('which have run; exit 1 where some have not')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./migrate.ts')).migrateStatus))
}

const backup: Register = ({ root, action }) => {
  root
    .command('backup')
    .description('copy the log, the database and the checkpoints of stopped embedded servers into a new folder')
    .argument('<folder>', 'a folder that is not there yet')
    .option('--json', 'print what was copied as JSON')
    .action(action(async () => (await import('./backup.ts')).backup))
}

const restore: Register = ({ root, action }) => {
  root
    .command('restore')
    .description('copy a backup back into an empty home, each file held against its hash')
    .argument('<folder>', 'what backup has made')
    .option('--json', 'print what was copied as JSON')
    .action(action(async () => (await import('./backup.ts')).restore))
}

const train: Register = ({ root, action }) => {
  const command = root
    .command('train')
    .description('train in the foreground on what is there, until nothing is left')
    .option('--steps <n>', 'at most so many optimizer steps')
    .option(
      '--model <folder>',
      'a Hugging Face folder, or the name of a fetched one, to train with LoRA; default: a tiny model from scratch',
    )
    .option('--json', 'print what was done as JSON')
    .action(action(async () => (await import('./train.ts')).train))
  command
    .command('status')
    .description('where training stands')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./train.ts')).trainStatus))
  command
    .command('now')
    .description('ask the running trainer to train on what is there, however few samples')
    .action(action(async () => (await import('./train.ts')).trainNow))
}

const models: Register = ({ root, action }) => {
  const command = root
    .command('models')
    .description('what was trained, the checkpoints and the base models')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./models.ts')).listModels))
  command
    .command('ls')
    .description('the same')
    .option('--json', 'print it as JSON')
    .action(action(async () => (await import('./models.ts')).listModels))
  command
    .command('fetch')
    .description('prepare a pretrained model to go on from')
    .argument('<name>', 'smollm2')
    .option('--to <folder>', 'folder of models; default: models in the cache')
    .action(action(async () => (await import('./models.ts')).fetchModel))
}

const evaluate: Register = ({ root, action }) => {
  root
    .command('evaluate')
    .description(
      'how good a gate is on labelled files: precision and recall with intervals, every miss and false alarm',
    )
    .argument('<gate>', 'quality, malicious, secret or license')
    .argument(
      '[set]',
      'a file of JSON lines, or a folder with `positive` and `negative` in it; default: the gold corpus',
    )
    .option('--half <train|test>', 'only this half of the set')
    .option('--list <n>', 'misses and false alarms to list', '20')
    .option(
      '--against <peer>',
      'also run gitleaks, detect-secrets, guarddog, scancode or datatrove on the same files; sh scripts/install-peers.sh installs them',
    )
    .option('--classes', 'print the words that a set may use as classes of the gate, and do nothing else')
    .option('--json', 'print everything as JSON')
    .option(...maliciousRules)
    .option(...secretRules)
    .action(action(async () => (await import('./evaluate.ts')).evaluateGate))
}

const bench: Register = ({ root, action }) => {
  const command = root.command('bench').description('measure; results with date and machine go to bench/results')
  command
    .command('gates')
    .description('the judges one after the other in one process, in memory, together and each alone')
    .option('--mb <n>', 'about so many MB, spread evenly over the corpus; default: all of it')
    .option('--passes <n>', 'how often all of it is judged, after one pass to warm up', '3')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchGates))
  command
    .command('calibration')
    .description(
      'what quality rejects of each language, by rule, and rules that nothing makes fire: docs/calibration.md',
    )
    .option('--sample <n>', 'so many rejections with their paths, to be read', '200')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchCalibration))
  command
    .command('pipeline')
    .description('ingest to projections on servers of its own, every step a process, exactly once')
    .option('--trainer <off>', 'off: training is measured by bench train', 'off')
    .option('--mb <n>', 'so many MB: copies of the corpus under different repository names', '300')
    .option('--passes <n>', "passes of the judges' own speed, measured before and after", '2')
    .option('--backlog <files>', 'instead: memory of each process with so many small files waiting')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchPipeline))
  command
    .command('train')
    .description('tokens a second, real tokens a slot, share of waiting, on accepted samples of the corpus')
    .option('--steps <n>', 'training steps', '50')
    .option('--packages <n>', 'packages of the corpus to take samples from', '6')
    .option('--model <folder>', 'a Hugging Face folder to train with LoRA; default: a tiny model from scratch')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchTrain))
  command
    .command('queries')
    .description('what folding a file costs; how fast status and explain answer, in the process and as commands')
    .option('--files <n>', 'made-up files to fold', '1000000')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchQueries))
  command
    .command('rebuild')
    .description('rows a second of projections rebuild all, over a log of made-up files')
    .option('--files <n>', 'made-up files to write and to fold', '100000')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchRebuild))
  command
    .command('redrive')
    .description('dead letters back to their step: the dry run, the run, and one that finds nothing left')
    .option('--letters <n>', 'made-up dead letters', '100000')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchRedrive))
  command
    .command('replay')
    .description('a history decided again from its verdicts, judged anew from its content, and copied as a topic')
    .option('--files <n>', 'made-up files that the pipeline decides first', '50000')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchReplay))
  command
    .command('lag')
    .description('CPU of reading and serving the lag of 50 groups in 20 partitions each, standing and moving')
    .option('--seconds <n>', 'how long each is measured', '120')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchLag))
    .command('sql')
    .description('records a second that sql answers from, and how soon the first rows of a LIMIT are there')
    .option('--records <n>', 'made-up records of one topic', '1000000')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchSql))
  command
    .command('start')
    .description('a demo in a fresh home, and its second start, where everything is set up')
    .option('--json', 'print the figure in one line')
    .action(action(async () => (await import('./bench.ts')).benchStart))
}

export const commands: readonly Register[] = [
  demo,
  up,
  down,
  doctor,
  ingest,
  status,
  lag,
  explain,
  verify,
  topics,
  tap,
  sql,
  exportCommand,
  attributions,
  dashboards,
  dlq,
  findings,
  replay,
  rules,
  gaps,
  trim,
  projections,
  migrate,
  backup,
  restore,
  train,
  models,
  run,
  supervise,
  evaluate,
  bench,
  gen,
]
