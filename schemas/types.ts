// Generated from schemas/*.avsc by `npm run gen`. Do not edit.

/** What became of a sample in a lineage. */
export type Became = 'trained' | 'heldOut' | 'skipped' | 'buried'

/** A file and the verdicts it has so far. */
export type Candidate = {
  /** The file; its content is null once a verdict rejected it. */
  readonly file: File
  /** One verdict a processor, in pipeline order. */
  readonly verdicts: readonly Verdict[]
}

/** What an operator did with a dead letter: sent it once more to the step that buried it, or dropped it. */
export type DeadLetterHandled = {
  /** The step that buried it. */
  readonly step: string
  /** Where the dead letter lies: its topic, partition and own offset. */
  readonly letter: TopicPosition
  /** Where the record lies that was buried first, whatever the attempt: one story has one original. */
  readonly original: TopicPosition
  /** Why it was buried: the code that the letter has. */
  readonly code: string
  /** `redriven` or `dropped`. */
  readonly how: string
  /** The attempt that the redriven record is: 2 for the first redrive. The letter's own attempt where it was dropped. */
  readonly attempt: number
  /** The run of the command that did it. */
  readonly operation: string
  /** Who asked for it. */
  readonly by: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** The file it is about, where the record says. */
  readonly fileId: string | null
  /** The submission it is about, where the record says. */
  readonly submission: string | null
  /** Where the record has been, that which the letter is of included, as the header x-trail of a redriven one says it. */
  readonly trail: string
}

/** Every file's outcome, with all verdicts and signals and no content. */
export type Decision = {
  /** The file, without content. */
  readonly file: File
  /** accepted or rejected. */
  readonly outcome: Outcome
  /** The processor that rejected it; `admission` where a verdict was missing; null where accepted. */
  readonly by: string | null
  /** The rule id or code that rejected it; null where accepted. */
  readonly reason: string | null
  /** All verdicts, in pipeline order. */
  readonly verdicts: readonly Verdict[]
  /** fileId@submission where a sample was released. */
  readonly sampleId: string | null
  /** sha256 of the released content, in hex; differs from the file's where edits were applied. */
  readonly releasedSha256: string | null
  /** Hash of the pipeline's order. */
  readonly pipeline: string
}

/** A replacement that admission applies to the content before it is released. */
export type Edit = {
  /** First byte replaced, counted from 0 in the content as ingested. */
  readonly startByte: number
  /** First byte after the replaced span. */
  readonly endByte: number
  /** What stands there instead. */
  readonly replacement: string
}

/** A source file with its provenance: one reading of one path of one repository at one commit. */
export type File = {
  /** First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content): the same file at the same place is the same file. */
  readonly fileId: string
  /** One reading of a repository at one commit: `host/owner/name@commit`, with `#n` when it was asked for again. */
  readonly submission: string
  /** Where it came from. */
  readonly repository: Repository
  /** Path inside the repository, with forward slashes. */
  readonly path: string
  /** Linguist's name of the language, or `unknown`. */
  readonly language: string
  /** Length of the content in bytes, as ingested. */
  readonly sizeBytes: number
  /** sha256 of the content as ingested, in hex; the record key of every file topic. */
  readonly contentSha256: string
  /** Why linguist's rules call it generated; null where they do not. */
  readonly generated: string | null
  /** Why linguist's rules call it vendored; null where they do not. */
  readonly vendored: string | null
  /** Nearest licence files and manifests, nearest first. */
  readonly licenseEvidence: readonly LicenseEvidence[]
  /** When the submission began, in milliseconds since 1970; the event time of everything that follows. */
  readonly submittedAt: number
  /** The bytes themselves, valid UTF-8; null once a candidate has been rejected, and in decisions. */
  readonly content: Buffer | null
}

/** One place where a rule fired. */
export type Finding = {
  /** Rule id, stable for ever. */
  readonly rule: string
  /** How much it weighs. */
  readonly severity: Severity
  /** First line, counted from 1; 0 where the rule speaks of the whole file. */
  readonly startLine: number
  /** Last line, counted from 1; 0 where the rule speaks of the whole file. */
  readonly endLine: number
  /** What was found, in a sentence. */
  readonly message: string
  /** Redacted evidence: never a secret's value. */
  readonly evidence: string
  /** The measured number, where the rule compares one. */
  readonly measured: number | null
  /** The threshold it was compared with. */
  readonly threshold: number | null
}

/** What a person says of a finding: that it is a false positive, or that this is taken back. The last one of a finding counts. */
export type FindingReviewed = {
  /** The file it is in. */
  readonly fileId: string
  /** The processor that found it. */
  readonly processor: string
  /** Rule id. */
  readonly rule: string
  /** First line, counted from 1; 0 where the rule speaks of the whole file. */
  readonly startLine: number
  /** Last line, counted from 1; 0 where the rule speaks of the whole file. */
  readonly endLine: number
  /** `marked`: it is a false positive. `unmarked`: it is none, whatever was said before. */
  readonly what: string
  /** The reason, as it was typed; a text in which the secret processor finds something is refused. */
  readonly why: string
  /** Who said it. */
  readonly by: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** The run of the command that wrote it. */
  readonly operation: string
}

/** How far a submission's paths have been committed; written in the transaction of each chunk. */
export type IngestProgress = {
  /** The submission. */
  readonly submission: string
  /** Index of the first path not committed yet, in the submission's fixed order. */
  readonly next: number
  /** Files submitted so far. */
  readonly submitted: number
  /** Bytes of content submitted so far. */
  readonly submittedBytes: number
  /** Paths skipped so far, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** True once repositories.fetched has been written. */
  readonly done: boolean
  /** When the submission began, in milliseconds since 1970: a resumed ingest keeps it. */
  readonly submittedAt: number
}

/** A licence file or manifest found at or above a file's folder. */
export type LicenseEvidence = {
  /** Path of the evidence inside the repository. */
  readonly path: string
  /** SPDX expression it stands for, or `NOASSERTION` where its text is unknown. */
  readonly spdx: string
  /** sha256 of the evidence's bytes, in hex. */
  readonly sha256: string
  /** 0 to 1: how much of the known text was found. */
  readonly confidence: number
  /** Hash of the licence data that recognised it. */
  readonly ruleset: string
}

/** Something an operator, or the system about itself, did with the log or what follows from it. */
export type OperationRecorded = {
  /** Id of the run; its records share it. */
  readonly operation: string
  /** What it is: replay, ruleset-replay, promotion, rebuild, swap, rollback, redrive, drop, trim, gap, pipeline. */
  readonly kind: string
  /** started, done, failed or stopped. A gap is started when it is found, done when it is accepted. */
  readonly state: string
  /** Who asked for it; the step's name where nobody did. */
  readonly by: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** What it was done to, in a sentence. */
  readonly about: string
  /** Where it began, inclusive; for a gap the first offset lost. */
  readonly from: readonly TopicPosition[]
  /** Where it ended, exclusive; for a gap the first offset that is there again. */
  readonly to: readonly TopicPosition[]
  /** What was counted, by name. */
  readonly counts: Readonly<Record<string, number>>
  /** JSON of what else is to be known; null where nothing is. */
  readonly detail: string | null
}

/** A statement in a repository that it must not be trained on. */
export type OptOutSignal = {
  /** What kind of signal, such as `github.ai-opt-out`. */
  readonly kind: string
  /** Where it stands. */
  readonly path: string
  /** The line that says so. */
  readonly evidence: string
}

/** One optimizer step. */
export type OptimizerStep = {
  /** Number of the step in its lineage, from 1. */
  readonly step: number
  /** Sum of the negative log likelihood over the step's tokens, divided by those tokens, in nats. */
  readonly loss: number
  /** Tokens that carried loss. */
  readonly tokens: number
  /** Token slots in the packed batch, padding included. */
  readonly slots: number
  /** Time the sidecar took, in milliseconds. */
  readonly computeMs: number
  /** Time the trainer waited for samples before it, in milliseconds. */
  readonly waitMs: number
}

/** What became of a file. */
export type Outcome = 'accepted' | 'rejected'

/** Where a file came from, as its host names it. */
export type Repository = {
  /** Host name in lower case, or `local` for a directory or archive, or `npm` for a package. */
  readonly host: string
  /** Owner on that host; `-` where there is none. */
  readonly owner: string
  /** Repository name, without a trailing `.git`. */
  readonly name: string
  /** The https address it was fetched from, without credentials; null for local input. */
  readonly url: string | null
  /** The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex. */
  readonly commit: string
  /** The licence its host or its manifest declares, as an SPDX expression where one could be read. */
  readonly declaredLicense: string | null
}

/** A submission has been read whole, with its counts. */
export type RepositoryFetched = {
  /** The submission. */
  readonly submission: string
  /** Where it came from. */
  readonly repository: Repository
  /** directory, git or archive. */
  readonly kind: string
  /** Paths found; found = submitted + skipped. */
  readonly found: number
  /** Paths submitted as files. */
  readonly submitted: number
  /** Paths skipped, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Bytes of content submitted. */
  readonly submittedBytes: number
  /** Licence evidence of the whole repository. */
  readonly licenseEvidence: readonly LicenseEvidence[]
  /** Opt-out signals seen; any one skips the whole repository. */
  readonly optOuts: readonly OptOutSignal[]
  /** When the submission began, in milliseconds since 1970. */
  readonly submittedAt: number
}

/** From which positions a processor has decided by a ruleset; written in the first transaction under it. */
export type RulesetActivated = {
  /** The processor. */
  readonly processor: string
  /** sha256 of the ruleset's text, in hex. */
  readonly ruleset: string
  /** The ruleset before it; null for the first. */
  readonly previous: string | null
  /** The instance of the step, whose partitions the positions are of. */
  readonly instance: number
  /** The first record of each partition that was decided by it. */
  readonly positions: readonly TopicPosition[]
  /** The promotion that asked for it; null where it came with a start. */
  readonly operation: string | null
  /** When, in milliseconds since 1970. */
  readonly at: number
}

/** The rules and thresholds that a processor judges by, written before its first verdict under them. */
export type RulesetPublished = {
  /** The processor that judges by it. */
  readonly processor: string
  /** sha256 of the text, in hex: what each of its verdicts names. */
  readonly ruleset: string
  /** The whole ruleset as JSON with sorted keys; null where it is larger than a record may be. */
  readonly text: string | null
}

/** A candidate that every processor accepted, with its released content. */
export type Sample = {
  /** fileId@submission. */
  readonly sampleId: string
  /** The file; content is the released content, after edits. */
  readonly file: File
  /** sha256 of the released content, in hex. */
  readonly releasedSha256: string
  /** The accepting verdict of each processor. */
  readonly verdicts: readonly Verdict[]
}

/** What became of one sample in one commit of the trainer. */
export type SampleUse = {
  /** fileId@submission. */
  readonly sampleId: string
  /** The file. */
  readonly fileId: string
  /** The submission. */
  readonly submission: string
  /** trained, heldOut, skipped or buried. */
  readonly became: Became
  /** Why it was skipped or buried; null otherwise. */
  readonly reason: string | null
  /** The optimizer step it went into; null where it went into none. */
  readonly step: number | null
  /** Tokens of it that were trained. */
  readonly tokens: number
  /** Offset of its record in redrive.trainer.v1, where a redrive sent it once more; null where it was read from samples.accepted.v1. */
  readonly redriven?: number | null
}

/** How much a finding weighs. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical'

/** A path that was found and not submitted. */
export type Skipped = {
  /** The submission it was found in. */
  readonly submission: string
  /** Where it came from. */
  readonly repository: Repository
  /** Path inside the repository; bytes that are not UTF-8 are written \xNN. */
  readonly path: string
  /** Stable reason code, such as `file.binary`. */
  readonly reason: string
  /** What was expected and what was found. */
  readonly detail: string
  /** Size in bytes where known, else -1. */
  readonly sizeBytes: number
  /** When the submission began, in milliseconds since 1970. */
  readonly submittedAt: number
}

/** A place in the log. */
export type TopicPosition = {
  /** Topic name. */
  readonly topic: string
  /** Partition. */
  readonly partition: number
  /** Offset of the next record to read. */
  readonly offset: number
  /** The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet. */
  readonly after?: string | null
}

/** One commit of the trainer: the optimizer steps, the checkpoint, the positions and what became of every sample. */
export type TrainingCommit = {
  /** The chain of checkpoints this commit extends. */
  readonly lineage: string
  /** The lineage this one was forked from; null for a first one. */
  readonly parentLineage: string | null
  /** The counter that each starting trainer raises; a lower one is refused. */
  readonly fence: number
  /** Name of the checkpoint's folder. */
  readonly checkpoint: string
  /** sha256 of the checkpoint's manifest, in hex. */
  readonly manifestSha256: string
  /** manifestSha256 of the checkpoint before; null for a lineage's first. */
  readonly parent: string | null
  /** Name of the base model. */
  readonly model: string
  /** The optimizer steps of this commit, in order. */
  readonly steps: readonly OptimizerStep[]
  /** Where the next batch starts: recovery resumes here. */
  readonly positions: readonly TopicPosition[]
  /** Every sample this commit consumed, once each. */
  readonly samples: readonly SampleUse[]
  /** The device it was trained on, such as cpu or cuda. */
  readonly device: string
  /** Time writing the checkpoint took, in milliseconds. */
  readonly checkpointMs: number
}

/** What one processor said of one file. */
export type Verdict = {
  /** The processor's name. */
  readonly processor: string
  /** Whether the file still stands. */
  readonly decision: VerdictDecision
  /** The rule id that decided, for a rejection; null for an acceptance. */
  readonly reason: string | null
  /** Replacements for admission to apply, in order, not overlapping. */
  readonly edits: readonly Edit[]
  /** Where rules fired. */
  readonly findings: readonly Finding[]
  /** Every number measured, whether it decided or not, rounded to 6 digits, keys sorted. */
  readonly signals: Readonly<Record<string, number>>
  /** Hash of the processor's rules, thresholds, data and engine. */
  readonly ruleset: string
}

/** What one processor said. */
export type VerdictDecision = 'accept' | 'reject'

/** Each record's whole Avro schema, as the registry stores it. */
export const schemaTexts = {
  Candidate: "{\"type\":\"record\",\"name\":\"Candidate\",\"namespace\":\"codelupe\",\"doc\":\"A file and the verdicts it has so far.\",\"fields\":[{\"name\":\"file\",\"type\":{\"type\":\"record\",\"name\":\"File\",\"namespace\":\"codelupe\",\"doc\":\"A source file with its provenance: one reading of one path of one repository at one commit.\",\"fields\":[{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content): the same file at the same place is the same file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"One reading of a repository at one commit: `host/owner/name@commit`, with `#n` when it was asked for again.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path inside the repository, with forward slashes.\"},{\"name\":\"language\",\"type\":\"string\",\"doc\":\"Linguist's name of the language, or `unknown`.\"},{\"name\":\"sizeBytes\",\"type\":\"long\",\"doc\":\"Length of the content in bytes, as ingested.\"},{\"name\":\"contentSha256\",\"type\":\"string\",\"doc\":\"sha256 of the content as ingested, in hex; the record key of every file topic.\"},{\"name\":\"generated\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it generated; null where they do not.\",\"default\":null},{\"name\":\"vendored\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it vendored; null where they do not.\",\"default\":null},{\"name\":\"licenseEvidence\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}},\"doc\":\"Nearest licence files and manifests, nearest first.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970; the event time of everything that follows.\"},{\"name\":\"content\",\"type\":[\"null\",\"bytes\"],\"doc\":\"The bytes themselves, valid UTF-8; null once a candidate has been rejected, and in decisions.\",\"default\":null}]},\"doc\":\"The file; its content is null once a verdict rejected it.\"},{\"name\":\"verdicts\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Verdict\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said of one file.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor's name.\"},{\"name\":\"decision\",\"type\":{\"type\":\"enum\",\"name\":\"VerdictDecision\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said.\",\"symbols\":[\"accept\",\"reject\"]},\"doc\":\"Whether the file still stands.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"The rule id that decided, for a rejection; null for an acceptance.\",\"default\":null},{\"name\":\"edits\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Edit\",\"namespace\":\"codelupe\",\"doc\":\"A replacement that admission applies to the content before it is released.\",\"fields\":[{\"name\":\"startByte\",\"type\":\"int\",\"doc\":\"First byte replaced, counted from 0 in the content as ingested.\"},{\"name\":\"endByte\",\"type\":\"int\",\"doc\":\"First byte after the replaced span.\"},{\"name\":\"replacement\",\"type\":\"string\",\"doc\":\"What stands there instead.\"}]}},\"doc\":\"Replacements for admission to apply, in order, not overlapping.\"},{\"name\":\"findings\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Finding\",\"namespace\":\"codelupe\",\"doc\":\"One place where a rule fired.\",\"fields\":[{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id, stable for ever.\"},{\"name\":\"severity\",\"type\":{\"type\":\"enum\",\"name\":\"Severity\",\"namespace\":\"codelupe\",\"doc\":\"How much a finding weighs.\",\"symbols\":[\"info\",\"low\",\"medium\",\"high\",\"critical\"]},\"doc\":\"How much it weighs.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was found, in a sentence.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"Redacted evidence: never a secret's value.\"},{\"name\":\"measured\",\"type\":[\"null\",\"double\"],\"doc\":\"The measured number, where the rule compares one.\",\"default\":null},{\"name\":\"threshold\",\"type\":[\"null\",\"double\"],\"doc\":\"The threshold it was compared with.\",\"default\":null}]}},\"doc\":\"Where rules fired.\"},{\"name\":\"signals\",\"type\":{\"type\":\"map\",\"values\":\"double\"},\"doc\":\"Every number measured, whether it decided or not, rounded to 6 digits, keys sorted.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the processor's rules, thresholds, data and engine.\"}]}},\"doc\":\"One verdict a processor, in pipeline order.\"}]}",
  DeadLetterHandled: "{\"type\":\"record\",\"name\":\"DeadLetterHandled\",\"namespace\":\"codelupe\",\"doc\":\"What an operator did with a dead letter: sent it once more to the step that buried it, or dropped it.\",\"fields\":[{\"name\":\"step\",\"type\":\"string\",\"doc\":\"The step that buried it.\"},{\"name\":\"letter\",\"type\":{\"type\":\"record\",\"name\":\"TopicPosition\",\"namespace\":\"codelupe\",\"doc\":\"A place in the log.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\",\"doc\":\"Topic name.\"},{\"name\":\"partition\",\"type\":\"int\",\"doc\":\"Partition.\"},{\"name\":\"offset\",\"type\":\"long\",\"doc\":\"Offset of the next record to read.\"},{\"name\":\"after\",\"type\":[\"null\",\"string\"],\"doc\":\"The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet.\",\"default\":null,\"optional\":true}]},\"doc\":\"Where the dead letter lies: its topic, partition and own offset.\"},{\"name\":\"original\",\"type\":\"codelupe.TopicPosition\",\"doc\":\"Where the record lies that was buried first, whatever the attempt: one story has one original.\"},{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Why it was buried: the code that the letter has.\"},{\"name\":\"how\",\"type\":\"string\",\"doc\":\"`redriven` or `dropped`.\"},{\"name\":\"attempt\",\"type\":\"int\",\"doc\":\"The attempt that the redriven record is: 2 for the first redrive. The letter's own attempt where it was dropped.\"},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"The run of the command that did it.\"},{\"name\":\"by\",\"type\":\"string\",\"doc\":\"Who asked for it.\"},{\"name\":\"at\",\"type\":\"long\",\"doc\":\"When, in milliseconds since 1970.\"},{\"name\":\"fileId\",\"type\":[\"null\",\"string\"],\"doc\":\"The file it is about, where the record says.\",\"default\":null},{\"name\":\"submission\",\"type\":[\"null\",\"string\"],\"doc\":\"The submission it is about, where the record says.\",\"default\":null},{\"name\":\"trail\",\"type\":\"string\",\"doc\":\"Where the record has been, that which the letter is of included, as the header x-trail of a redriven one says it.\",\"default\":\"\"}]}",
  Decision: "{\"type\":\"record\",\"name\":\"Decision\",\"namespace\":\"codelupe\",\"doc\":\"Every file's outcome, with all verdicts and signals and no content.\",\"fields\":[{\"name\":\"file\",\"type\":{\"type\":\"record\",\"name\":\"File\",\"namespace\":\"codelupe\",\"doc\":\"A source file with its provenance: one reading of one path of one repository at one commit.\",\"fields\":[{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content): the same file at the same place is the same file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"One reading of a repository at one commit: `host/owner/name@commit`, with `#n` when it was asked for again.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path inside the repository, with forward slashes.\"},{\"name\":\"language\",\"type\":\"string\",\"doc\":\"Linguist's name of the language, or `unknown`.\"},{\"name\":\"sizeBytes\",\"type\":\"long\",\"doc\":\"Length of the content in bytes, as ingested.\"},{\"name\":\"contentSha256\",\"type\":\"string\",\"doc\":\"sha256 of the content as ingested, in hex; the record key of every file topic.\"},{\"name\":\"generated\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it generated; null where they do not.\",\"default\":null},{\"name\":\"vendored\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it vendored; null where they do not.\",\"default\":null},{\"name\":\"licenseEvidence\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}},\"doc\":\"Nearest licence files and manifests, nearest first.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970; the event time of everything that follows.\"},{\"name\":\"content\",\"type\":[\"null\",\"bytes\"],\"doc\":\"The bytes themselves, valid UTF-8; null once a candidate has been rejected, and in decisions.\",\"default\":null}]},\"doc\":\"The file, without content.\"},{\"name\":\"outcome\",\"type\":{\"type\":\"enum\",\"name\":\"Outcome\",\"namespace\":\"codelupe\",\"doc\":\"What became of a file.\",\"symbols\":[\"accepted\",\"rejected\"]},\"doc\":\"accepted or rejected.\"},{\"name\":\"by\",\"type\":[\"null\",\"string\"],\"doc\":\"The processor that rejected it; `admission` where a verdict was missing; null where accepted.\",\"default\":null},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"The rule id or code that rejected it; null where accepted.\",\"default\":null},{\"name\":\"verdicts\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Verdict\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said of one file.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor's name.\"},{\"name\":\"decision\",\"type\":{\"type\":\"enum\",\"name\":\"VerdictDecision\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said.\",\"symbols\":[\"accept\",\"reject\"]},\"doc\":\"Whether the file still stands.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"The rule id that decided, for a rejection; null for an acceptance.\",\"default\":null},{\"name\":\"edits\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Edit\",\"namespace\":\"codelupe\",\"doc\":\"A replacement that admission applies to the content before it is released.\",\"fields\":[{\"name\":\"startByte\",\"type\":\"int\",\"doc\":\"First byte replaced, counted from 0 in the content as ingested.\"},{\"name\":\"endByte\",\"type\":\"int\",\"doc\":\"First byte after the replaced span.\"},{\"name\":\"replacement\",\"type\":\"string\",\"doc\":\"What stands there instead.\"}]}},\"doc\":\"Replacements for admission to apply, in order, not overlapping.\"},{\"name\":\"findings\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Finding\",\"namespace\":\"codelupe\",\"doc\":\"One place where a rule fired.\",\"fields\":[{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id, stable for ever.\"},{\"name\":\"severity\",\"type\":{\"type\":\"enum\",\"name\":\"Severity\",\"namespace\":\"codelupe\",\"doc\":\"How much a finding weighs.\",\"symbols\":[\"info\",\"low\",\"medium\",\"high\",\"critical\"]},\"doc\":\"How much it weighs.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was found, in a sentence.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"Redacted evidence: never a secret's value.\"},{\"name\":\"measured\",\"type\":[\"null\",\"double\"],\"doc\":\"The measured number, where the rule compares one.\",\"default\":null},{\"name\":\"threshold\",\"type\":[\"null\",\"double\"],\"doc\":\"The threshold it was compared with.\",\"default\":null}]}},\"doc\":\"Where rules fired.\"},{\"name\":\"signals\",\"type\":{\"type\":\"map\",\"values\":\"double\"},\"doc\":\"Every number measured, whether it decided or not, rounded to 6 digits, keys sorted.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the processor's rules, thresholds, data and engine.\"}]}},\"doc\":\"All verdicts, in pipeline order.\"},{\"name\":\"sampleId\",\"type\":[\"null\",\"string\"],\"doc\":\"fileId@submission where a sample was released.\",\"default\":null},{\"name\":\"releasedSha256\",\"type\":[\"null\",\"string\"],\"doc\":\"sha256 of the released content, in hex; differs from the file's where edits were applied.\",\"default\":null},{\"name\":\"pipeline\",\"type\":\"string\",\"doc\":\"Hash of the pipeline's order.\"}]}",
  Edit: "{\"type\":\"record\",\"name\":\"Edit\",\"namespace\":\"codelupe\",\"doc\":\"A replacement that admission applies to the content before it is released.\",\"fields\":[{\"name\":\"startByte\",\"type\":\"int\",\"doc\":\"First byte replaced, counted from 0 in the content as ingested.\"},{\"name\":\"endByte\",\"type\":\"int\",\"doc\":\"First byte after the replaced span.\"},{\"name\":\"replacement\",\"type\":\"string\",\"doc\":\"What stands there instead.\"}]}",
  File: "{\"type\":\"record\",\"name\":\"File\",\"namespace\":\"codelupe\",\"doc\":\"A source file with its provenance: one reading of one path of one repository at one commit.\",\"fields\":[{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content): the same file at the same place is the same file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"One reading of a repository at one commit: `host/owner/name@commit`, with `#n` when it was asked for again.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path inside the repository, with forward slashes.\"},{\"name\":\"language\",\"type\":\"string\",\"doc\":\"Linguist's name of the language, or `unknown`.\"},{\"name\":\"sizeBytes\",\"type\":\"long\",\"doc\":\"Length of the content in bytes, as ingested.\"},{\"name\":\"contentSha256\",\"type\":\"string\",\"doc\":\"sha256 of the content as ingested, in hex; the record key of every file topic.\"},{\"name\":\"generated\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it generated; null where they do not.\",\"default\":null},{\"name\":\"vendored\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it vendored; null where they do not.\",\"default\":null},{\"name\":\"licenseEvidence\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}},\"doc\":\"Nearest licence files and manifests, nearest first.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970; the event time of everything that follows.\"},{\"name\":\"content\",\"type\":[\"null\",\"bytes\"],\"doc\":\"The bytes themselves, valid UTF-8; null once a candidate has been rejected, and in decisions.\",\"default\":null}]}",
  Finding: "{\"type\":\"record\",\"name\":\"Finding\",\"namespace\":\"codelupe\",\"doc\":\"One place where a rule fired.\",\"fields\":[{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id, stable for ever.\"},{\"name\":\"severity\",\"type\":{\"type\":\"enum\",\"name\":\"Severity\",\"namespace\":\"codelupe\",\"doc\":\"How much a finding weighs.\",\"symbols\":[\"info\",\"low\",\"medium\",\"high\",\"critical\"]},\"doc\":\"How much it weighs.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was found, in a sentence.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"Redacted evidence: never a secret's value.\"},{\"name\":\"measured\",\"type\":[\"null\",\"double\"],\"doc\":\"The measured number, where the rule compares one.\",\"default\":null},{\"name\":\"threshold\",\"type\":[\"null\",\"double\"],\"doc\":\"The threshold it was compared with.\",\"default\":null}]}",
  FindingReviewed: "{\"type\":\"record\",\"name\":\"FindingReviewed\",\"namespace\":\"codelupe\",\"doc\":\"What a person says of a finding: that it is a false positive, or that this is taken back. The last one of a finding counts.\",\"fields\":[{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"The file it is in.\"},{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor that found it.\"},{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"what\",\"type\":\"string\",\"doc\":\"`marked`: it is a false positive. `unmarked`: it is none, whatever was said before.\"},{\"name\":\"why\",\"type\":\"string\",\"doc\":\"The reason, as it was typed; a text in which the secret processor finds something is refused.\"},{\"name\":\"by\",\"type\":\"string\",\"doc\":\"Who said it.\"},{\"name\":\"at\",\"type\":\"long\",\"doc\":\"When, in milliseconds since 1970.\"},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"The run of the command that wrote it.\"}]}",
  IngestProgress: "{\"type\":\"record\",\"name\":\"IngestProgress\",\"namespace\":\"codelupe\",\"doc\":\"How far a submission's paths have been committed; written in the transaction of each chunk.\",\"fields\":[{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"The submission.\"},{\"name\":\"next\",\"type\":\"long\",\"doc\":\"Index of the first path not committed yet, in the submission's fixed order.\"},{\"name\":\"submitted\",\"type\":\"long\",\"doc\":\"Files submitted so far.\"},{\"name\":\"submittedBytes\",\"type\":\"long\",\"doc\":\"Bytes of content submitted so far.\"},{\"name\":\"skipped\",\"type\":{\"type\":\"map\",\"values\":\"long\"},\"doc\":\"Paths skipped so far, by reason.\"},{\"name\":\"done\",\"type\":\"boolean\",\"doc\":\"True once repositories.fetched has been written.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970: a resumed ingest keeps it.\"}]}",
  LicenseEvidence: "{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}",
  OperationRecorded: "{\"type\":\"record\",\"name\":\"OperationRecorded\",\"namespace\":\"codelupe\",\"doc\":\"Something an operator, or the system about itself, did with the log or what follows from it.\",\"fields\":[{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"Id of the run; its records share it.\"},{\"name\":\"kind\",\"type\":\"string\",\"doc\":\"What it is: replay, ruleset-replay, promotion, rebuild, swap, rollback, redrive, drop, trim, gap, pipeline.\"},{\"name\":\"state\",\"type\":\"string\",\"doc\":\"started, done, failed or stopped. A gap is started when it is found, done when it is accepted.\"},{\"name\":\"by\",\"type\":\"string\",\"doc\":\"Who asked for it; the step's name where nobody did.\"},{\"name\":\"at\",\"type\":\"long\",\"doc\":\"When, in milliseconds since 1970.\"},{\"name\":\"about\",\"type\":\"string\",\"doc\":\"What it was done to, in a sentence.\"},{\"name\":\"from\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"TopicPosition\",\"namespace\":\"codelupe\",\"doc\":\"A place in the log.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\",\"doc\":\"Topic name.\"},{\"name\":\"partition\",\"type\":\"int\",\"doc\":\"Partition.\"},{\"name\":\"offset\",\"type\":\"long\",\"doc\":\"Offset of the next record to read.\"},{\"name\":\"after\",\"type\":[\"null\",\"string\"],\"doc\":\"The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet.\",\"default\":null,\"optional\":true}]}},\"doc\":\"Where it began, inclusive; for a gap the first offset lost.\"},{\"name\":\"to\",\"type\":{\"type\":\"array\",\"items\":\"codelupe.TopicPosition\"},\"doc\":\"Where it ended, exclusive; for a gap the first offset that is there again.\"},{\"name\":\"counts\",\"type\":{\"type\":\"map\",\"values\":\"long\"},\"doc\":\"What was counted, by name.\"},{\"name\":\"detail\",\"type\":[\"null\",\"string\"],\"doc\":\"JSON of what else is to be known; null where nothing is.\",\"default\":null}]}",
  OptOutSignal: "{\"type\":\"record\",\"name\":\"OptOutSignal\",\"namespace\":\"codelupe\",\"doc\":\"A statement in a repository that it must not be trained on.\",\"fields\":[{\"name\":\"kind\",\"type\":\"string\",\"doc\":\"What kind of signal, such as `github.ai-opt-out`.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Where it stands.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"The line that says so.\"}]}",
  OptimizerStep: "{\"type\":\"record\",\"name\":\"OptimizerStep\",\"namespace\":\"codelupe\",\"doc\":\"One optimizer step.\",\"fields\":[{\"name\":\"step\",\"type\":\"long\",\"doc\":\"Number of the step in its lineage, from 1.\"},{\"name\":\"loss\",\"type\":\"double\",\"doc\":\"Sum of the negative log likelihood over the step's tokens, divided by those tokens, in nats.\"},{\"name\":\"tokens\",\"type\":\"long\",\"doc\":\"Tokens that carried loss.\"},{\"name\":\"slots\",\"type\":\"long\",\"doc\":\"Token slots in the packed batch, padding included.\"},{\"name\":\"computeMs\",\"type\":\"double\",\"doc\":\"Time the sidecar took, in milliseconds.\"},{\"name\":\"waitMs\",\"type\":\"double\",\"doc\":\"Time the trainer waited for samples before it, in milliseconds.\"}]}",
  Repository: "{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]}",
  RepositoryFetched: "{\"type\":\"record\",\"name\":\"RepositoryFetched\",\"namespace\":\"codelupe\",\"doc\":\"A submission has been read whole, with its counts.\",\"fields\":[{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"The submission.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"kind\",\"type\":\"string\",\"doc\":\"directory, git or archive.\"},{\"name\":\"found\",\"type\":\"long\",\"doc\":\"Paths found; found = submitted + skipped.\"},{\"name\":\"submitted\",\"type\":\"long\",\"doc\":\"Paths submitted as files.\"},{\"name\":\"skipped\",\"type\":{\"type\":\"map\",\"values\":\"long\"},\"doc\":\"Paths skipped, by reason.\"},{\"name\":\"submittedBytes\",\"type\":\"long\",\"doc\":\"Bytes of content submitted.\"},{\"name\":\"licenseEvidence\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}},\"doc\":\"Licence evidence of the whole repository.\"},{\"name\":\"optOuts\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OptOutSignal\",\"namespace\":\"codelupe\",\"doc\":\"A statement in a repository that it must not be trained on.\",\"fields\":[{\"name\":\"kind\",\"type\":\"string\",\"doc\":\"What kind of signal, such as `github.ai-opt-out`.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Where it stands.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"The line that says so.\"}]}},\"doc\":\"Opt-out signals seen; any one skips the whole repository.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970.\"}]}",
  RulesetActivated: "{\"type\":\"record\",\"name\":\"RulesetActivated\",\"namespace\":\"codelupe\",\"doc\":\"From which positions a processor has decided by a ruleset; written in the first transaction under it.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"sha256 of the ruleset's text, in hex.\"},{\"name\":\"previous\",\"type\":[\"null\",\"string\"],\"doc\":\"The ruleset before it; null for the first.\",\"default\":null},{\"name\":\"instance\",\"type\":\"int\",\"doc\":\"The instance of the step, whose partitions the positions are of.\"},{\"name\":\"positions\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"TopicPosition\",\"namespace\":\"codelupe\",\"doc\":\"A place in the log.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\",\"doc\":\"Topic name.\"},{\"name\":\"partition\",\"type\":\"int\",\"doc\":\"Partition.\"},{\"name\":\"offset\",\"type\":\"long\",\"doc\":\"Offset of the next record to read.\"},{\"name\":\"after\",\"type\":[\"null\",\"string\"],\"doc\":\"The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet.\",\"default\":null,\"optional\":true}]}},\"doc\":\"The first record of each partition that was decided by it.\"},{\"name\":\"operation\",\"type\":[\"null\",\"string\"],\"doc\":\"The promotion that asked for it; null where it came with a start.\",\"default\":null},{\"name\":\"at\",\"type\":\"long\",\"doc\":\"When, in milliseconds since 1970.\"}]}",
  RulesetPublished: "{\"type\":\"record\",\"name\":\"RulesetPublished\",\"namespace\":\"codelupe\",\"doc\":\"The rules and thresholds that a processor judges by, written before its first verdict under them.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor that judges by it.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"sha256 of the text, in hex: what each of its verdicts names.\"},{\"name\":\"text\",\"type\":[\"null\",\"string\"],\"doc\":\"The whole ruleset as JSON with sorted keys; null where it is larger than a record may be.\",\"default\":null}]}",
  Sample: "{\"type\":\"record\",\"name\":\"Sample\",\"namespace\":\"codelupe\",\"doc\":\"A candidate that every processor accepted, with its released content.\",\"fields\":[{\"name\":\"sampleId\",\"type\":\"string\",\"doc\":\"fileId@submission.\"},{\"name\":\"file\",\"type\":{\"type\":\"record\",\"name\":\"File\",\"namespace\":\"codelupe\",\"doc\":\"A source file with its provenance: one reading of one path of one repository at one commit.\",\"fields\":[{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content): the same file at the same place is the same file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"One reading of a repository at one commit: `host/owner/name@commit`, with `#n` when it was asked for again.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path inside the repository, with forward slashes.\"},{\"name\":\"language\",\"type\":\"string\",\"doc\":\"Linguist's name of the language, or `unknown`.\"},{\"name\":\"sizeBytes\",\"type\":\"long\",\"doc\":\"Length of the content in bytes, as ingested.\"},{\"name\":\"contentSha256\",\"type\":\"string\",\"doc\":\"sha256 of the content as ingested, in hex; the record key of every file topic.\"},{\"name\":\"generated\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it generated; null where they do not.\",\"default\":null},{\"name\":\"vendored\",\"type\":[\"null\",\"string\"],\"doc\":\"Why linguist's rules call it vendored; null where they do not.\",\"default\":null},{\"name\":\"licenseEvidence\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"LicenseEvidence\",\"namespace\":\"codelupe\",\"doc\":\"A licence file or manifest found at or above a file's folder.\",\"fields\":[{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path of the evidence inside the repository.\"},{\"name\":\"spdx\",\"type\":\"string\",\"doc\":\"SPDX expression it stands for, or `NOASSERTION` where its text is unknown.\"},{\"name\":\"sha256\",\"type\":\"string\",\"doc\":\"sha256 of the evidence's bytes, in hex.\"},{\"name\":\"confidence\",\"type\":\"double\",\"doc\":\"0 to 1: how much of the known text was found.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the licence data that recognised it.\"}]}},\"doc\":\"Nearest licence files and manifests, nearest first.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970; the event time of everything that follows.\"},{\"name\":\"content\",\"type\":[\"null\",\"bytes\"],\"doc\":\"The bytes themselves, valid UTF-8; null once a candidate has been rejected, and in decisions.\",\"default\":null}]},\"doc\":\"The file; content is the released content, after edits.\"},{\"name\":\"releasedSha256\",\"type\":\"string\",\"doc\":\"sha256 of the released content, in hex.\"},{\"name\":\"verdicts\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Verdict\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said of one file.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor's name.\"},{\"name\":\"decision\",\"type\":{\"type\":\"enum\",\"name\":\"VerdictDecision\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said.\",\"symbols\":[\"accept\",\"reject\"]},\"doc\":\"Whether the file still stands.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"The rule id that decided, for a rejection; null for an acceptance.\",\"default\":null},{\"name\":\"edits\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Edit\",\"namespace\":\"codelupe\",\"doc\":\"A replacement that admission applies to the content before it is released.\",\"fields\":[{\"name\":\"startByte\",\"type\":\"int\",\"doc\":\"First byte replaced, counted from 0 in the content as ingested.\"},{\"name\":\"endByte\",\"type\":\"int\",\"doc\":\"First byte after the replaced span.\"},{\"name\":\"replacement\",\"type\":\"string\",\"doc\":\"What stands there instead.\"}]}},\"doc\":\"Replacements for admission to apply, in order, not overlapping.\"},{\"name\":\"findings\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Finding\",\"namespace\":\"codelupe\",\"doc\":\"One place where a rule fired.\",\"fields\":[{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id, stable for ever.\"},{\"name\":\"severity\",\"type\":{\"type\":\"enum\",\"name\":\"Severity\",\"namespace\":\"codelupe\",\"doc\":\"How much a finding weighs.\",\"symbols\":[\"info\",\"low\",\"medium\",\"high\",\"critical\"]},\"doc\":\"How much it weighs.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was found, in a sentence.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"Redacted evidence: never a secret's value.\"},{\"name\":\"measured\",\"type\":[\"null\",\"double\"],\"doc\":\"The measured number, where the rule compares one.\",\"default\":null},{\"name\":\"threshold\",\"type\":[\"null\",\"double\"],\"doc\":\"The threshold it was compared with.\",\"default\":null}]}},\"doc\":\"Where rules fired.\"},{\"name\":\"signals\",\"type\":{\"type\":\"map\",\"values\":\"double\"},\"doc\":\"Every number measured, whether it decided or not, rounded to 6 digits, keys sorted.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the processor's rules, thresholds, data and engine.\"}]}},\"doc\":\"The accepting verdict of each processor.\"}]}",
  SampleUse: "{\"type\":\"record\",\"name\":\"SampleUse\",\"namespace\":\"codelupe\",\"doc\":\"What became of one sample in one commit of the trainer.\",\"fields\":[{\"name\":\"sampleId\",\"type\":\"string\",\"doc\":\"fileId@submission.\"},{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"The file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"The submission.\"},{\"name\":\"became\",\"type\":{\"type\":\"enum\",\"name\":\"Became\",\"namespace\":\"codelupe\",\"doc\":\"What became of a sample in a lineage.\",\"symbols\":[\"trained\",\"heldOut\",\"skipped\",\"buried\"]},\"doc\":\"trained, heldOut, skipped or buried.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"Why it was skipped or buried; null otherwise.\",\"default\":null},{\"name\":\"step\",\"type\":[\"null\",\"long\"],\"doc\":\"The optimizer step it went into; null where it went into none.\",\"default\":null},{\"name\":\"tokens\",\"type\":\"long\",\"doc\":\"Tokens of it that were trained.\"},{\"name\":\"redriven\",\"type\":[\"null\",\"long\"],\"doc\":\"Offset of its record in redrive.trainer.v1, where a redrive sent it once more; null where it was read from samples.accepted.v1.\",\"default\":null,\"optional\":true}]}",
  Skipped: "{\"type\":\"record\",\"name\":\"Skipped\",\"namespace\":\"codelupe\",\"doc\":\"A path that was found and not submitted.\",\"fields\":[{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"The submission it was found in.\"},{\"name\":\"repository\",\"type\":{\"type\":\"record\",\"name\":\"Repository\",\"namespace\":\"codelupe\",\"doc\":\"Where a file came from, as its host names it.\",\"fields\":[{\"name\":\"host\",\"type\":\"string\",\"doc\":\"Host name in lower case, or `local` for a directory or archive, or `npm` for a package.\"},{\"name\":\"owner\",\"type\":\"string\",\"doc\":\"Owner on that host; `-` where there is none.\"},{\"name\":\"name\",\"type\":\"string\",\"doc\":\"Repository name, without a trailing `.git`.\"},{\"name\":\"url\",\"type\":[\"null\",\"string\"],\"doc\":\"The https address it was fetched from, without credentials; null for local input.\",\"default\":null},{\"name\":\"commit\",\"type\":\"string\",\"doc\":\"The commit, or the sha256 of the archive's bytes, or of a directory's sorted tree, in hex.\"},{\"name\":\"declaredLicense\",\"type\":[\"null\",\"string\"],\"doc\":\"The licence its host or its manifest declares, as an SPDX expression where one could be read.\",\"default\":null}]},\"doc\":\"Where it came from.\"},{\"name\":\"path\",\"type\":\"string\",\"doc\":\"Path inside the repository; bytes that are not UTF-8 are written \\\\xNN.\"},{\"name\":\"reason\",\"type\":\"string\",\"doc\":\"Stable reason code, such as `file.binary`.\"},{\"name\":\"detail\",\"type\":\"string\",\"doc\":\"What was expected and what was found.\"},{\"name\":\"sizeBytes\",\"type\":\"long\",\"doc\":\"Size in bytes where known, else -1.\"},{\"name\":\"submittedAt\",\"type\":{\"type\":\"long\"},\"doc\":\"When the submission began, in milliseconds since 1970.\"}]}",
  TopicPosition: "{\"type\":\"record\",\"name\":\"TopicPosition\",\"namespace\":\"codelupe\",\"doc\":\"A place in the log.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\",\"doc\":\"Topic name.\"},{\"name\":\"partition\",\"type\":\"int\",\"doc\":\"Partition.\"},{\"name\":\"offset\",\"type\":\"long\",\"doc\":\"Offset of the next record to read.\"},{\"name\":\"after\",\"type\":[\"null\",\"string\"],\"doc\":\"The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet.\",\"default\":null,\"optional\":true}]}",
  TrainingCommit: "{\"type\":\"record\",\"name\":\"TrainingCommit\",\"namespace\":\"codelupe\",\"doc\":\"One commit of the trainer: the optimizer steps, the checkpoint, the positions and what became of every sample.\",\"fields\":[{\"name\":\"lineage\",\"type\":\"string\",\"doc\":\"The chain of checkpoints this commit extends.\"},{\"name\":\"parentLineage\",\"type\":[\"null\",\"string\"],\"doc\":\"The lineage this one was forked from; null for a first one.\",\"default\":null},{\"name\":\"fence\",\"type\":\"long\",\"doc\":\"The counter that each starting trainer raises; a lower one is refused.\"},{\"name\":\"checkpoint\",\"type\":\"string\",\"doc\":\"Name of the checkpoint's folder.\"},{\"name\":\"manifestSha256\",\"type\":\"string\",\"doc\":\"sha256 of the checkpoint's manifest, in hex.\"},{\"name\":\"parent\",\"type\":[\"null\",\"string\"],\"doc\":\"manifestSha256 of the checkpoint before; null for a lineage's first.\",\"default\":null},{\"name\":\"model\",\"type\":\"string\",\"doc\":\"Name of the base model.\"},{\"name\":\"steps\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OptimizerStep\",\"namespace\":\"codelupe\",\"doc\":\"One optimizer step.\",\"fields\":[{\"name\":\"step\",\"type\":\"long\",\"doc\":\"Number of the step in its lineage, from 1.\"},{\"name\":\"loss\",\"type\":\"double\",\"doc\":\"Sum of the negative log likelihood over the step's tokens, divided by those tokens, in nats.\"},{\"name\":\"tokens\",\"type\":\"long\",\"doc\":\"Tokens that carried loss.\"},{\"name\":\"slots\",\"type\":\"long\",\"doc\":\"Token slots in the packed batch, padding included.\"},{\"name\":\"computeMs\",\"type\":\"double\",\"doc\":\"Time the sidecar took, in milliseconds.\"},{\"name\":\"waitMs\",\"type\":\"double\",\"doc\":\"Time the trainer waited for samples before it, in milliseconds.\"}]}},\"doc\":\"The optimizer steps of this commit, in order.\"},{\"name\":\"positions\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"TopicPosition\",\"namespace\":\"codelupe\",\"doc\":\"A place in the log.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\",\"doc\":\"Topic name.\"},{\"name\":\"partition\",\"type\":\"int\",\"doc\":\"Partition.\"},{\"name\":\"offset\",\"type\":\"long\",\"doc\":\"Offset of the next record to read.\"},{\"name\":\"after\",\"type\":[\"null\",\"string\"],\"doc\":\"The record that it comes after: its offset, a colon, and the first 16 hex digits of sha256 over its key and value. Null where nothing was read yet.\",\"default\":null,\"optional\":true}]}},\"doc\":\"Where the next batch starts: recovery resumes here.\"},{\"name\":\"samples\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"SampleUse\",\"namespace\":\"codelupe\",\"doc\":\"What became of one sample in one commit of the trainer.\",\"fields\":[{\"name\":\"sampleId\",\"type\":\"string\",\"doc\":\"fileId@submission.\"},{\"name\":\"fileId\",\"type\":\"string\",\"doc\":\"The file.\"},{\"name\":\"submission\",\"type\":\"string\",\"doc\":\"The submission.\"},{\"name\":\"became\",\"type\":{\"type\":\"enum\",\"name\":\"Became\",\"namespace\":\"codelupe\",\"doc\":\"What became of a sample in a lineage.\",\"symbols\":[\"trained\",\"heldOut\",\"skipped\",\"buried\"]},\"doc\":\"trained, heldOut, skipped or buried.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"Why it was skipped or buried; null otherwise.\",\"default\":null},{\"name\":\"step\",\"type\":[\"null\",\"long\"],\"doc\":\"The optimizer step it went into; null where it went into none.\",\"default\":null},{\"name\":\"tokens\",\"type\":\"long\",\"doc\":\"Tokens of it that were trained.\"},{\"name\":\"redriven\",\"type\":[\"null\",\"long\"],\"doc\":\"Offset of its record in redrive.trainer.v1, where a redrive sent it once more; null where it was read from samples.accepted.v1.\",\"default\":null,\"optional\":true}]}},\"doc\":\"Every sample this commit consumed, once each.\"},{\"name\":\"device\",\"type\":\"string\",\"doc\":\"The device it was trained on, such as cpu or cuda.\"},{\"name\":\"checkpointMs\",\"type\":\"double\",\"doc\":\"Time writing the checkpoint took, in milliseconds.\"}]}",
  Verdict: "{\"type\":\"record\",\"name\":\"Verdict\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said of one file.\",\"fields\":[{\"name\":\"processor\",\"type\":\"string\",\"doc\":\"The processor's name.\"},{\"name\":\"decision\",\"type\":{\"type\":\"enum\",\"name\":\"VerdictDecision\",\"namespace\":\"codelupe\",\"doc\":\"What one processor said.\",\"symbols\":[\"accept\",\"reject\"]},\"doc\":\"Whether the file still stands.\"},{\"name\":\"reason\",\"type\":[\"null\",\"string\"],\"doc\":\"The rule id that decided, for a rejection; null for an acceptance.\",\"default\":null},{\"name\":\"edits\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Edit\",\"namespace\":\"codelupe\",\"doc\":\"A replacement that admission applies to the content before it is released.\",\"fields\":[{\"name\":\"startByte\",\"type\":\"int\",\"doc\":\"First byte replaced, counted from 0 in the content as ingested.\"},{\"name\":\"endByte\",\"type\":\"int\",\"doc\":\"First byte after the replaced span.\"},{\"name\":\"replacement\",\"type\":\"string\",\"doc\":\"What stands there instead.\"}]}},\"doc\":\"Replacements for admission to apply, in order, not overlapping.\"},{\"name\":\"findings\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Finding\",\"namespace\":\"codelupe\",\"doc\":\"One place where a rule fired.\",\"fields\":[{\"name\":\"rule\",\"type\":\"string\",\"doc\":\"Rule id, stable for ever.\"},{\"name\":\"severity\",\"type\":{\"type\":\"enum\",\"name\":\"Severity\",\"namespace\":\"codelupe\",\"doc\":\"How much a finding weighs.\",\"symbols\":[\"info\",\"low\",\"medium\",\"high\",\"critical\"]},\"doc\":\"How much it weighs.\"},{\"name\":\"startLine\",\"type\":\"int\",\"doc\":\"First line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"endLine\",\"type\":\"int\",\"doc\":\"Last line, counted from 1; 0 where the rule speaks of the whole file.\"},{\"name\":\"message\",\"type\":\"string\",\"doc\":\"What was found, in a sentence.\"},{\"name\":\"evidence\",\"type\":\"string\",\"doc\":\"Redacted evidence: never a secret's value.\"},{\"name\":\"measured\",\"type\":[\"null\",\"double\"],\"doc\":\"The measured number, where the rule compares one.\",\"default\":null},{\"name\":\"threshold\",\"type\":[\"null\",\"double\"],\"doc\":\"The threshold it was compared with.\",\"default\":null}]}},\"doc\":\"Where rules fired.\"},{\"name\":\"signals\",\"type\":{\"type\":\"map\",\"values\":\"double\"},\"doc\":\"Every number measured, whether it decided or not, rounded to 6 digits, keys sorted.\"},{\"name\":\"ruleset\",\"type\":\"string\",\"doc\":\"Hash of the processor's rules, thresholds, data and engine.\"}]}",
} as const

/** The name of a record type. */
export type SchemaName = keyof typeof schemaTexts
