-- Why: lineages read the same samples, and two of them may bury the same one. Each has its row: the second was folded into the
-- first, so that neither a list nor a story showed it.
-- Up Migration
ALTER TABLE dead_letters ADD COLUMN lineage TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE dead_letters ALTER COLUMN lineage DROP DEFAULT;
ALTER TABLE dead_letters DROP CONSTRAINT dead_letters_pkey;
ALTER TABLE dead_letters ADD PRIMARY KEY (step, original_topic, original_partition, original_offset, attempt, lineage);
COMMENT ON COLUMN dead_letters.lineage IS 'Of the trainer: the lineage that buried it; empty for every other step.';
-- Down Migration
DELETE FROM dead_letters AS one USING dead_letters AS other
  WHERE (one.step, one.original_topic, one.original_partition, one.original_offset, one.attempt)
    = (other.step, other.original_topic, other.original_partition, other.original_offset, other.attempt)
    AND one.lineage > other.lineage;
ALTER TABLE dead_letters DROP COLUMN lineage;
ALTER TABLE dead_letters ADD PRIMARY KEY (step, original_topic, original_partition, original_offset, attempt);
