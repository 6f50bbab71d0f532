-- Why: findings are listed a page at a time, in the order of their places, each place once. Without an index in that order
-- every page read and sorted all of them. The one by rule goes on in the same order, so that a rule's pages are found too.
-- Up Migration
CREATE INDEX findings_by_place ON findings (file_id, processor, rule, start_line, end_line);
DROP INDEX findings_by_rule;
CREATE INDEX findings_by_rule ON findings (rule, file_id, processor, start_line, end_line);
-- Down Migration
DROP INDEX findings_by_rule;
CREATE INDEX findings_by_rule ON findings (rule);
DROP INDEX findings_by_place;
