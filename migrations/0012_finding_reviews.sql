-- Why: a person marks a finding as a false positive, or takes that back; how often a rule is wrong is asked of it. A finding
-- is known by its file, rule and lines, so a mark stands for every reading of the file, also under other rulesets.
-- Up Migration
CREATE TABLE finding_reviews (
  log_partition INT NOT NULL,
  log_offset BIGINT NOT NULL,
  file_id TEXT COLLATE "C" NOT NULL,
  processor TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  start_line INT NOT NULL,
  end_line INT NOT NULL,
  what TEXT NOT NULL,
  why TEXT NOT NULL,
  by TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  operation TEXT NOT NULL,
  PRIMARY KEY (log_partition, log_offset)
);
COMMENT ON TABLE finding_reviews IS 'What was said of findings, a row a record of findings.reviewed.v1: marked as a false positive, or unmarked.';
CREATE INDEX finding_reviews_by_finding ON finding_reviews (file_id, processor, rule, start_line, end_line);

CREATE VIEW finding_marks AS
SELECT file_id, processor, rule, start_line, end_line, why, by, at
FROM (
  SELECT DISTINCT ON (file_id, processor, rule, start_line, end_line) *
  FROM finding_reviews
  ORDER BY file_id, processor, rule, start_line, end_line, log_partition DESC, log_offset DESC
) AS last_said
WHERE what = 'marked';
COMMENT ON VIEW finding_marks IS 'Findings that are marked as false positives: of each, the last record counts.';
-- Down Migration
DROP VIEW finding_marks;
DROP TABLE finding_reviews;
