-- Why: a dead letter may be sent to its step once more, or dropped. A story, named by its original place, has a row an attempt
-- and a row beside for what was done with each; a redriven file is in flight again, which conservation must know.
-- Up Migration
ALTER TABLE dead_letters DROP CONSTRAINT dead_letters_pkey;
ALTER TABLE dead_letters ADD PRIMARY KEY (step, original_topic, original_partition, original_offset, attempt);
COMMENT ON TABLE dead_letters IS 'Records that a step could not handle, a row an attempt, by the place of the record that was buried first; letter_topic, log_partition and log_offset are where their bytes lie.';

CREATE TABLE dead_letters_handled (
  step TEXT COLLATE "C" NOT NULL,
  letter_partition INT NOT NULL,
  letter_offset BIGINT NOT NULL,
  how TEXT NOT NULL,
  attempt INT NOT NULL,
  operation TEXT NOT NULL,
  by TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  records INT NOT NULL,
  PRIMARY KEY (step, letter_partition, letter_offset)
);
COMMENT ON TABLE dead_letters_handled IS 'What was done with a dead letter of dlq.<step>.v1, by its place there: redriven as this attempt, or dropped; records above 1 breaks the promise.';

CREATE TABLE redriven_files (
  partition INT NOT NULL,
  submitted_offset BIGINT NOT NULL,
  redrives BIGINT NOT NULL,
  buried_after BIGINT,
  burials BIGINT NOT NULL,
  handled_at BIGINT,
  PRIMARY KEY (partition, submitted_offset)
);
COMMENT ON TABLE redriven_files IS 'Files that were redriven, by their record in files.submitted.v1: redrives is how many are proven, buried_after after how many the last burial came (null: none but the first), burials how many came after a redrive, handled_at the last redrive in deadletters.handled.v1.';
-- Down Migration
DROP TABLE redriven_files;
DROP TABLE dead_letters_handled;
DELETE FROM dead_letters AS one USING dead_letters AS other
  WHERE (one.step, one.original_topic, one.original_partition, one.original_offset)
    = (other.step, other.original_topic, other.original_partition, other.original_offset) AND one.attempt > other.attempt;
ALTER TABLE dead_letters DROP CONSTRAINT dead_letters_pkey;
ALTER TABLE dead_letters ADD PRIMARY KEY (step, original_topic, original_partition, original_offset);
COMMENT ON TABLE dead_letters IS 'Records that a step could not handle, by their original place; letter_topic, log_partition and log_offset are where their bytes lie.';
