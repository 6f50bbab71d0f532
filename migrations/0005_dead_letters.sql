-- Why: what could not be handled, by which step and why. The bytes stay in the dead-letter topic (or, for the projector,
-- in the topic it reads); a row says where.
-- Up Migration
CREATE TABLE dead_letters (
  step TEXT COLLATE "C" NOT NULL,
  original_topic TEXT COLLATE "C" NOT NULL,
  original_partition INT NOT NULL,
  original_offset BIGINT NOT NULL,
  reason TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  file_id TEXT COLLATE "C",
  submission TEXT COLLATE "C",
  trail TEXT NOT NULL,
  ruleset TEXT,
  first_failed_at TIMESTAMPTZ,
  attempt INT NOT NULL,
  letter_topic TEXT,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  records INT NOT NULL,
  PRIMARY KEY (step, original_topic, original_partition, original_offset)
);
COMMENT ON TABLE dead_letters IS 'Records that a step could not handle, by their original place; letter_topic, log_partition and log_offset are where their bytes lie.';
CREATE INDEX dead_letters_by_file ON dead_letters (file_id, submission) WHERE file_id IS NOT NULL;
-- Down Migration
DROP TABLE dead_letters;
