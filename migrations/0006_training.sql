-- Why: what became of each sample: a sample id stands exactly once in a lineage, and each step and checkpoint can be
-- traced back to the files in it.
-- Up Migration
CREATE TABLE training_lineages (
  lineage TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  fence BIGINT NOT NULL,
  step BIGINT NOT NULL,
  commits BIGINT NOT NULL,
  trained BIGINT NOT NULL,
  held_out BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  buried BIGINT NOT NULL,
  tokens BIGINT NOT NULL
);
COMMENT ON TABLE training_lineages IS 'Each chain of checkpoints with its counts, its last step and the fence of its last trainer.';

CREATE TABLE training_commits (
  lineage TEXT COLLATE "C" NOT NULL,
  checkpoint TEXT COLLATE "C" NOT NULL,
  parent_lineage TEXT,
  parent TEXT,
  fence BIGINT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  model TEXT NOT NULL,
  device TEXT NOT NULL,
  checkpoint_ms DOUBLE PRECISION NOT NULL,
  samples INT NOT NULL,
  positions JSONB NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  PRIMARY KEY (lineage, checkpoint)
);
COMMENT ON TABLE training_commits IS 'Commits of the trainer: one checkpoint each.';

CREATE TABLE training_steps (
  lineage TEXT COLLATE "C" NOT NULL,
  step BIGINT NOT NULL,
  checkpoint TEXT NOT NULL,
  loss DOUBLE PRECISION NOT NULL,
  tokens BIGINT NOT NULL,
  slots BIGINT NOT NULL,
  compute_ms DOUBLE PRECISION NOT NULL,
  wait_ms DOUBLE PRECISION NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  PRIMARY KEY (lineage, step)
);
COMMENT ON TABLE training_steps IS 'Optimizer steps; loss is the mean negative log likelihood of a token, in nats.';

CREATE TABLE sample_uses (
  file_id TEXT COLLATE "C" NOT NULL,
  submission TEXT COLLATE "C" NOT NULL,
  lineage TEXT COLLATE "C" NOT NULL,
  checkpoint TEXT NOT NULL,
  became TEXT NOT NULL,
  reason TEXT,
  step BIGINT,
  tokens BIGINT NOT NULL,
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  records INT NOT NULL,
  PRIMARY KEY (submission, file_id, lineage)
);
COMMENT ON TABLE sample_uses IS 'What became of each sample in each lineage: trained, heldOut, skipped or buried; records above 1 breaks the promise.';
CREATE INDEX sample_uses_by_step ON sample_uses (lineage, step);
-- Down Migration
DROP TABLE sample_uses;
DROP TABLE training_steps;
DROP TABLE training_commits;
DROP TABLE training_lineages;
