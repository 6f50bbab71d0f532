-- Why: a sample that the trainer has buried may be redriven, and is then used a second time in its lineage: a row a use, told
-- apart by the record that a redrive made of it.
-- Up Migration
ALTER TABLE sample_uses ADD COLUMN redriven_offset BIGINT NOT NULL DEFAULT -1;
ALTER TABLE sample_uses ALTER COLUMN redriven_offset DROP DEFAULT;
ALTER TABLE sample_uses DROP CONSTRAINT sample_uses_pkey;
ALTER TABLE sample_uses ADD PRIMARY KEY (submission, file_id, lineage, redriven_offset);
COMMENT ON TABLE sample_uses IS 'What became of each sample in each lineage: trained, heldOut, skipped or buried; once more where it was redriven: redriven_offset is its record in redrive.trainer.v1, -1 where it was read from samples.accepted.v1. records above 1 breaks the promise.';
ALTER TABLE training_lineages ADD COLUMN redriven BIGINT NOT NULL DEFAULT 0;
ALTER TABLE training_lineages ALTER COLUMN redriven DROP DEFAULT;
-- Down Migration
ALTER TABLE training_lineages DROP COLUMN redriven;
DELETE FROM sample_uses WHERE redriven_offset >= 0;
ALTER TABLE sample_uses DROP CONSTRAINT sample_uses_pkey;
ALTER TABLE sample_uses DROP COLUMN redriven_offset;
ALTER TABLE sample_uses ADD PRIMARY KEY (submission, file_id, lineage);
COMMENT ON TABLE sample_uses IS 'What became of each sample in each lineage: trained, heldOut, skipped or buried; records above 1 breaks the promise.';
