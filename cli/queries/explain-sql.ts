// The two statements behind `explain`. Paths are indexed by their first 255 characters; the whole path is compared after.

/** $1 file id or null, $2 path, $3 repositories and $4 paths of every way to read `repository:path`, $5 limit. */
export const explainSql = `
WITH matched AS (
  (SELECT * FROM files WHERE file_id = $1 LIMIT $5)
  UNION
  (SELECT * FROM files WHERE left(path, 255) = left($2, 255) AND path = $2 LIMIT $5)
  UNION
  (SELECT files.* FROM unnest($3::TEXT[], $4::TEXT[]) AS asked (repository, path)
    JOIN files ON left(files.path, 255) = left(asked.path, 255) AND left(files.repository, 255) = left(asked.repository, 255)
      AND files.path = asked.path AND files.repository = asked.repository
    LIMIT $5)
)
SELECT m.file_id, m.submission, m.repository, m.path, m.language, m.size_bytes,
  d.outcome, d.by, d.reason, d.trail, d.verdicts, s.released_sha256,
  (SELECT json_agg(json_build_object('processor', processor, 'rule', rule, 'severity', severity, 'startLine', start_line,
      'endLine', end_line, 'message', message, 'evidence', evidence, 'measured', measured, 'threshold', threshold,
      'mark', CASE WHEN said.what = 'marked' THEN json_build_object('by', said.by, 'at', said.at, 'why', said.why) END)
      ORDER BY processor, ordinal)
    FROM findings AS f LEFT JOIN LATERAL (SELECT what, by, at, why FROM finding_reviews AS r
      WHERE r.file_id = f.file_id AND r.processor = f.processor AND r.rule = f.rule
        AND r.start_line = f.start_line AND r.end_line = f.end_line
      ORDER BY r.log_partition DESC, r.log_offset DESC LIMIT 1) AS said ON TRUE WHERE f.file_id = m.file_id AND f.submission = m.submission) AS findings,
  (SELECT json_agg(json_build_object('step', l.step, 'topic', original_topic, 'code', code, 'attempt', l.attempt,
      'partition', l.log_partition, 'offset', l.log_offset, 'letterTopic', letter_topic,
      'state', COALESCE(h.how, 'open'), 'at', h.at, 'by', h.by)
      ORDER BY l.step, original_topic, original_offset, l.attempt, l.log_partition, l.log_offset)
    FROM dead_letters AS l LEFT JOIN dead_letters_handled AS h ON h.step = l.step AND h.letter_partition = l.log_partition
      AND h.letter_offset = l.log_offset AND l.letter_topic = 'dlq.' || l.step || '.v1'
    WHERE l.file_id = m.file_id AND l.submission = m.submission) AS letters,
  (SELECT json_agg(json_build_object('lineage', lineage, 'checkpoint', checkpoint, 'became', became, 'reason', u.reason, 'step', step,
      'redriven', redriven_offset >= 0) ORDER BY log_partition, log_offset, redriven_offset)
    FROM sample_uses AS u WHERE u.file_id = m.file_id AND u.submission = m.submission) AS training
FROM matched AS m
LEFT JOIN decisions AS d ON d.file_id = m.file_id AND d.submission = m.submission
LEFT JOIN samples AS s ON s.file_id = m.file_id AND s.submission = m.submission
ORDER BY m.submitted_at DESC, m.submission DESC, m.path, m.file_id
LIMIT $5`

/** $1 path, $2 repositories and $3 paths, $4 limit. */
export const skippedSql = `
WITH matched AS (
  (SELECT * FROM skipped WHERE left(path, 255) = left($1, 255) AND path = $1 LIMIT $4)
  UNION
  (SELECT skipped.* FROM unnest($2::TEXT[], $3::TEXT[]) AS asked (repository, path)
    JOIN skipped ON left(skipped.path, 255) = left(asked.path, 255) AND left(skipped.repository, 255) = left(asked.repository, 255)
      AND skipped.path = asked.path AND skipped.repository = asked.repository
    LIMIT $4)
)
SELECT submission, repository, path, reason, size_bytes FROM matched
ORDER BY submitted_at DESC, submission DESC, path, log_partition, log_offset
LIMIT $4`
