// Every bound of the system, with its unit in its name (I9). One home, so that the docs can list them.

export const limits = {
  /** Entries of a user's pack, its rule files, their bytes, and matches of one of its strings that are kept in a file. */
  packEntriesMax: 50_000,
  packFilesMax: 2_000,
  packBytesMax: 64 * 1_048_576,
  packMatchesMax: 100,
  /** One file of a user's rules, YARA or TOML, in bytes; and faults of such rules that are told at once. */
  ruleFileBytesMax: 4 * 1_048_576,
  ruleFaultsMax: 20,
  /** A labelled set, in bytes, and faults of one that are told at once. */
  labelledSetBytesMax: 256 * 1_048_576,
  labelledFaultsMax: 20,
  /** What a tool that a gate is compared with may print, in bytes, and how long it may run. */
  peerOutputBytesMax: 256 * 1_048_576,
  peerMsMax: 6 * 3_600_000,
  /** Largest content of a file, in bytes; larger ones are skipped at ingest. */
  fileBytesMax: 1_048_576,
  /** How many times smaller a file may compress, and the bytes from which on that is looked at; see ingest/repetition.ts. */
  repetitionMax: 50,
  repetitionBytesMin: 16_384,
  /** What one answer of the broker to a consumer may hold, in bytes as they are in the log, but always one whole batch. */
  fetchBytesMax: 1_048_576,
  /** Records of one batch, and of one transaction. */
  batchRecordsMax: 1_000,
  /** Bytes of one batch; a batch is closed by the chunk that reaches it. */
  batchBytesMax: 8 * 1_048_576,
  /** Time a batch waits for more records after its first, in milliseconds. */
  batchWaitMsMax: 50,
  /**
   * Judging longer than this commits what has been judged, and reads the rest again, in milliseconds. Below what a process
   * has to shut down, and what a group lets its member be silent.
   */
  batchJudgeMsMax: 8_000,
  /** How often the watchdog hears of a turn that lasts, and how long of one commit, with all its attempts; in milliseconds. */
  tickMs: 1_000,
  commitMsMax: 300_000,
  /** Records asked from the client at a time, fewer where the last were large: a batch may pass batchBytesMax by so many. */
  consumeRecordsMax: 128,
  /** A chunk that a reader without a group asks for: about so many bytes, in no fewer and no more records than these. */
  readChunkBytes: 1_048_576,
  readChunkRecordsMin: 16,
  readChunkRecordsMax: 1_024,
  /** How long ends may lie below a position before it counts as lost, and how often they are asked for, in milliseconds. */
  positionEndMsMax: 5_000,
  positionEndPollMs: 250,
  /** How often a step without any partition asks whether it is in its group, in milliseconds; twice not, and it ends. */
  memberLookMs: 10_000,
  /** How long a member that has ended may still be one of its group, in milliseconds: a session and some. */
  memberGoneMsMax: 15_000,
  /** Time without records after which moved positions are committed alone, in milliseconds. */
  idleCommitMs: 200,
  /** Largest result a step may produce, in bytes, before compression. */
  resultBytesMax: 2 * 1_048_576 - 65_536,
  /** Attempts of one commit before the process gives up and is restarted. */
  commitAttemptsMax: 8,
  /** Transactions aborted in a row before the process gives up, says why, and is restarted. */
  abortsMax: 20,
  /** First and longest wait between attempts, in milliseconds; full jitter between. */
  retryWaitMsMin: 100,
  retryWaitMsMax: 5_000,
  /** One call of the Kafka client, in milliseconds. */
  kafkaCallMsMax: 30_000,
  /**
   * One attempt at reading a position, an end or the partitions of a topic, in milliseconds, and how many attempts: a broker that
   * has gone is asked in vain until the client forgets it, and the next attempt asks its successor.
   */
  kafkaLookMsMax: 5_000,
  kafkaLooksMax: 4,
  /** The client itself must have called back within this, in milliseconds, whatever was asked and of whom. */
  kafkaSilenceMsMax: 35_000,
  /** The same of positions in a transaction, which the client gives up by itself with the transaction's time, or never. */
  kafkaOffsetsSilenceMsMax: 15_000,
  /** A worker that waits for a server says why at most once within this, in milliseconds. */
  waitingSaidMsMin: 60_000,
  /** One question to the schema registry, one to Prometheus, in milliseconds, and the answer of the latter, in bytes. */
  registryCallMsMax: 10_000,
  prometheusMsMax: 10_000,
  prometheusBytesMax: 32 * 1_048_576,
  /** A transaction that is open for longer is ended by the broker, in milliseconds; it holds back every reader meanwhile. */
  transactionMsMax: 10_000,
  /** A broker must have answered within this when a client is opened, in milliseconds. */
  kafkaConnectMsMax: 10_000,
  /** Longest wait of a client before it connects to a broker again, in milliseconds; its own is 10 s of the 30 that matter. */
  kafkaReconnectMsMax: 2_000,
  /** Records buried before the breaker looks at the share, and the share of the last `breakerWindow` that opens it. */
  burialsMin: 100,
  burialShareMax: 0.2,
  breakerWindow: 1_000,
  /** Bytes of a dead letter's message header. */
  deadLetterMessageBytesMax: 1_024,
  /** Bytes of a dead letter's value, of its key, and of the original's headers: beyond, it is cut and says so. */
  deadLetterBytesMax: 3 * 1_048_576,
  deadLetterKeyBytesMax: 16_384,
  deadLetterHeadersBytesMax: 262_144,
  /** A worker whose loop has not ticked for so long is killed, in milliseconds. */
  tickMsMax: 30_000,
  /** The same before a worker's first tick: it connects, joins its group and waits for servers that start. */
  workerStartMsMax: 120_000,
  /** Unclean ends on one batch before it is read one record at a time, and before that record is buried. */
  crashesBeforeSingle: 2,
  crashesBeforeBurial: 3,
  /** Wait before a crashed worker is started again, in milliseconds: first and longest. */
  restartWaitMsMin: 250,
  restartWaitMsMax: 5_000,
  /** How often a supervisor looks whether the process that fenced one of its workers is still there, in milliseconds. */
  fencedLookMs: 3_000,
  /**
   * SIGTERM to the end, in milliseconds, each within the next: what waits still is given up by the process itself, which says
   * so; its supervisor kills what does not come to that; and a process that starts or ends others is the last.
   */
  giveUpMsMax: 7_500,
  shutdownMsMax: 8_500,
  supervisorMsMax: 9_800,
  /** The same of a command that reads or submits: the prompt is back then. */
  promptMsMax: 1_500,
  /** How often a consumer looks for partitions that were added to its topics, in milliseconds. */
  partitionsLookMs: 10_000,
  /** Bytes and paths of one ingest chunk (one transaction), and its longest time in milliseconds. */
  chunkBytesMax: 4 * 1_048_576,
  chunkEntriesMax: 1_000,
  chunkMsMax: 1_000,
  /** An embedded server must be ready, and must have ended when asked, within this; how often that is looked at. */
  serverStartMsMax: 120_000,
  serverStopMsMax: 10_000,
  serverPollMs: 50,
  /** Servers of a start that was given up have ended, or are killed, within this. */
  serverGiveUpMsMax: 1_500,
  /** One question to a server while waiting for it, in milliseconds. */
  serverAnswerMsMax: 2_000,
  /** Free bytes without which no embedded server is started: a broker whose disk is full halts. */
  diskFreeBytesMin: 1_073_741_824,
  /** A server's log is moved aside at its next start when it is larger. */
  serverLogBytesMax: 16 * 1_048_576,
  /** How long one command waits for another that starts or stops the same servers. */
  serverLockMsMax: 180_000,
  /** How long one set-up waits for another that does the same work. */
  setupMsMax: 1_800_000,
  /** How often a long set-up step says how long it has taken. */
  setupTickMs: 5_000,
  /** Paths read of one directory or git tree. */
  pathsMax: 1_000_000,
  /** Entries read of one archive. */
  archiveEntriesMax: 500_000,
  /** What an archive may expand to, in bytes: its own size times the ratio, but never below the first or above the last. */
  archiveRatioMax: 200,
  archiveBytesMin: 64 * 1_048_576,
  archiveBytesMax: 16 * 1_073_741_824,
  /** One extended header of a tar, in bytes. */
  archiveHeaderBytesMax: 1_048_576,
  /** Licence files and manifests read of one repository, and opt-out signals kept. */
  evidenceMax: 20_000,
  /** Licence texts of one repository that are kept for a pack to read, in bytes. */
  unknownLicenseBytesMax: 16 * 1_048_576,
  /** Evidence of one repository as it is reported in one record, in bytes. */
  evidenceBytesMax: 524_288,
  optOutsMax: 100,
  /** Bytes on disk and milliseconds that fetching one git repository may take, and how often that is looked at. */
  gitBytesMax: 4 * 1_073_741_824,
  gitMsMax: 900_000,
  gitPollMs: 500,
  /** What is kept of git's messages, in bytes. */
  gitMessageBytesMax: 65_536,
  /** One question to git or to the name service, in milliseconds. */
  gitAnswerMsMax: 30_000,
  /** A line of progress is shown at most once within this, in milliseconds: more cannot be read. */
  progressMsMin: 100,
  /** Files read between two looks at the abort signal. */
  ingestYieldFiles: 256,
  /** The sidecar must be ready within this (torch alone takes 13 s to import from a cold disk), and how often it is asked. */
  sidecarStartMsMax: 180_000,
  sidecarPollMs: 100,
  /** One call to the sidecar, in milliseconds: a step, a checkpoint, a resumption; and one look at its health. */
  sidecarCallMsMax: 900_000,
  sidecarHealthMsMax: 10_000,
  /** How long the sidecar may take to end before it is killed. */
  sidecarStopMsMax: 3_000,
  /** What is kept of the sidecar's messages, in bytes. */
  sidecarMessageBytesMax: 4_096,
  /** Connecting to Postgres, one statement there, and waiting for another migration, in milliseconds. */
  postgresConnectMsMax: 5_000,
  postgresStatementMsMax: 30_000,
  migrationWaitMsMax: 60_000,
  /** Connections of one process to Postgres. */
  postgresConnectionsMax: 4,
  /** How often the lag, Postgres and the disk are read, how long records of a reading's round are waited for, and what counts as now, in milliseconds. */
  lagPollMs: 5_000,
  lagRecordMsMax: 1_000,
  lagAgeMsMax: 30_000,
  /** Of a group's commits the last are judged, by age and number; and how long it may be silent or slow, in milliseconds. */
  lagWindowMs: 300_000,
  lagCommitsKept: 10,
  lagGraceMs: 30_000,
  /** Fetched of a partition at a time for the age of one record, in bytes; a whole batch comes in any case. */
  lagFetchBytesMax: 16_384,
  /** A worker is ready while its loop has ticked within this, in milliseconds. */
  readyTickMsMax: 10_000,
  /** How often a supervisor asks each server whether it is there, and how long it waits for the answer, in milliseconds. */
  serverLookMs: 4_000,
  /** Questions in a row without an answer that make a server count as away. */
  serverUnansweredMax: 2,
  /** One file in so many is followed through every step by a span each; links of one batch's span. */
  tracedFilesOneIn: 256,
  traceLinksMax: 16,
  /** Spans not sent yet are sent at the end of a process within this, in milliseconds. */
  traceFlushMsMax: 2_000,
  /** `ingest --wait` asks who judges when nothing has moved for so long, in milliseconds. */
  standstillMs: 10_000,
  /** Entries that one explanation lists. */
  explainEntriesMax: 100,
  /** Findings that are read at once and listed unless more are asked for, characters of a reason that is given for one, and findings
   * named where another was meant. */
  findingsPageMax: 1_000,
  findingsListedDefault: 100,
  reviewCharactersMax: 500,
  reviewShownMax: 5,
  /** Breaks of each kind that `verify` names; all are counted. */
  verifyBreaksShownMax: 100,
  /** Characters shown of a row that differs, rows compared at a time, and pages of a table that one statement digests. */
  verifyRowCharactersMax: 4_096,
  verifyRowsMax: 1_000,
  verifyPagesMax: 4_096,
  /** How often a fold for `verify` says how far it is, in milliseconds. */
  verifySaidMs: 1_000,
  /** A gate looks for a promotion before a batch, at most once within this, in milliseconds. */
  promotionLookMs: 1_000,
  /** A proposal of rules, in bytes; examples that a difference keeps, in all and of one kind and rule. */
  proposalBytesMax: 1_048_576,
  differenceExamplesMax: 60,
  differenceExamplesEach: 3,
  /** Lost samples that a promotion lists. */
  lossesShownMax: 100,
  /** Decisions that a replay holds at a time; and records between two wanted ones that are read rather than jumped over. */
  replayWindow: 4_096,
  replayGapMax: 2_000,
  /** Records and bytes of one transaction of a replay. */
  replayRecordsMax: 4_000,
  replayBytesMax: 8 * 1_048_576,
  /** One statement of a rebuild, such as building an index of a large table, in milliseconds. */
  rebuildStatementMsMax: 3_600_000,
  /** Offsets behind the live tables below which a rebuild catches up no further, but with the projector held still. */
  rebuildBehindMax: 5_000,
  /** A swap holds the projector still, and asks for the tables' locks, no longer than this, in milliseconds. */
  swapHeldMsMax: 3_000,
  swapLockMsMax: 500,
  /** How often a swap that finds readers looks again, in milliseconds, and how often it begins anew before it gives up. */
  swapLookMs: 20,
  swapAttemptsMax: 200,
  /** Times that a record is handled before a redrive sends it only when asked to, and dead letters shown of each kind. */
  redriveAttemptsMax: 5,
  redriveExamplesMax: 3,
  /** Dead letters of one transaction of a redrive, and their bytes; closed by the one that reaches it. */
  redriveLettersMax: 500,
  redriveBytesMax: 4 * 1_048_576,
  /** Records looked back at to find the newest of a partition. */
  tailRecords: 256,
  /** `sql`: a statement, what is held and spilled, in bytes; records staged at once; clocks of writers apart, in milliseconds. */
  sqlStatementBytesMax: 262_144,
  sqlMemoryBytesMax: 256 * 1_048_576,
  sqlSpillBytesMax: 8 * 1_073_741_824,
  sqlBatchRecordsMax: 8_192,
  sqlClockMsMax: 3_600_000,
} as const
