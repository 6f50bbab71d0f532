-- Why: counts that a page shows and conservation, both answered from small tables at any number of files.
-- The ledger holds a bit a submitted record: set when it was submitted, decided, dead. See docs/adr on conservation.
-- Up Migration
CREATE TABLE funnel (
  step TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  language TEXT COLLATE "C" NOT NULL,
  records BIGINT NOT NULL,
  PRIMARY KEY (step, outcome, rule, language)
);
COMMENT ON TABLE funnel IS 'Records by step, outcome, rule and language; outcome `finding` counts places where a rule fired.';

CREATE TABLE ledger (
  partition INT NOT NULL,
  block BIGINT NOT NULL,
  submitted BIT(1024) NOT NULL,
  decided BIT(1024) NOT NULL,
  dead BIT(1024) NOT NULL,
  accepted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  buried BIGINT NOT NULL,
  frontier BIGINT,
  PRIMARY KEY (partition, block)
) WITH (fillfactor = 50);
COMMENT ON TABLE ledger IS 'Bit i of a block is the record at offset block * 1024 + i of files.submitted.v1; counts are of outcome records that name an offset of the block, block -1 of those that name none; frontier is the greatest submitted offset decided in order.';
-- Down Migration
DROP TABLE ledger;
DROP TABLE funnel;
