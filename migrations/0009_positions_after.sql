-- Why: a position alone does not tell one topic from another of the same name. It is kept with a mark of the record before
-- it, which the projector reads again when it resumes: a topic that was made anew is noticed, never read on in silence.
-- Up Migration
ALTER TABLE positions ADD COLUMN after TEXT;
COMMENT ON COLUMN positions.after IS 'The record before it: offset, colon, 16 hex digits of sha256 over key and value.';
-- Down Migration
ALTER TABLE positions DROP COLUMN after;
