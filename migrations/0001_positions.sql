-- Why: a projection's positions live beside its rows and move in the same transaction (I1), so that a record is folded
-- exactly once. `reader` names who reads: the live projector, or a rebuild beside it.
-- Up Migration
CREATE TABLE positions (
  reader TEXT COLLATE "C" NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  partition INT NOT NULL,
  next_offset BIGINT NOT NULL,
  records BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (reader, topic, partition)
);
COMMENT ON TABLE positions IS 'Where each reader goes on in each partition: the offset of the next record, and how many it has folded.';
-- Down Migration
DROP TABLE positions;
