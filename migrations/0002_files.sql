-- Why: what was found. Rows are only ever inserted, each at its own record, so a file costs one row here and one in
-- decisions and no update. Keys begin with the submission: what arrives together lies together. Paths are indexed by their
-- first 255 characters: an index entry has a largest size, a path has not.
-- Up Migration
CREATE TABLE files (
  file_id TEXT COLLATE "C" NOT NULL,
  submission TEXT COLLATE "C" NOT NULL,
  repository TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  language TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  content_sha256 TEXT NOT NULL,
  generated TEXT,
  vendored TEXT,
  submitted_at TIMESTAMPTZ NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  records INT NOT NULL,
  PRIMARY KEY (submission, file_id)
);
COMMENT ON TABLE files IS 'Files submitted, one row a (file id, submission); log_partition and log_offset are the record in files.submitted.v1.';
CREATE INDEX files_by_id ON files (file_id);
CREATE INDEX files_by_path ON files (left(path, 255), left(repository, 255));
CREATE INDEX files_doubled ON files (log_partition) WHERE records > 1;

CREATE TABLE skipped (
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  submission TEXT COLLATE "C" NOT NULL,
  repository TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  submitted_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (log_partition, log_offset)
);
COMMENT ON TABLE skipped IS 'Paths found and not submitted, one row a record of files.skipped.v1: one archive may hold a path twice.';
CREATE INDEX skipped_by_path ON skipped (left(path, 255), left(repository, 255));

CREATE TABLE repositories (
  submission TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  repository TEXT COLLATE "C" NOT NULL,
  url TEXT,
  commit TEXT NOT NULL,
  declared_license TEXT,
  kind TEXT NOT NULL,
  found BIGINT NOT NULL,
  submitted BIGINT NOT NULL,
  skipped JSONB NOT NULL,
  submitted_bytes BIGINT NOT NULL,
  license_evidence JSONB NOT NULL,
  opt_outs JSONB NOT NULL,
  submitted_at TIMESTAMPTZ NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL
);
COMMENT ON TABLE repositories IS 'Submissions read whole, with the counts that ingest gave.';
CREATE INDEX repositories_by_name ON repositories (repository, submitted_at DESC, submission DESC);

CREATE TABLE submissions (
  submission TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  submitted BIGINT NOT NULL,
  submitted_bytes BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  dead BIGINT NOT NULL
);
COMMENT ON TABLE submissions IS 'How far each submission is: records counted by what they say, each once.';
-- Down Migration
DROP TABLE submissions;
DROP TABLE repositories;
DROP TABLE skipped;
DROP TABLE files;
