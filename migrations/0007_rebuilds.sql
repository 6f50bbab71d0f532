-- Why: which tables lie beside the live ones, what they are and how far, so that a rebuild that was killed goes on, and the
-- tables before a swap are found again. The tables themselves are in a schema of their own, codelupe_rebuild_<number>, with
-- their positions. It is no projection: the log does not say what operators keep.
-- Up Migration
CREATE TABLE rebuilds (
  number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  projection TEXT COLLATE "C" NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('laying', 'building', 'ready', 'kept')),
  fold TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  offsets_per_second DOUBLE PRECISION,
  error TEXT,
  swapped_at TIMESTAMPTZ,
  unbuilt TEXT[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE rebuilds IS 'Sets of tables beside the live ones: being built, ready to be swapped in, or kept from before a swap.';
-- Down Migration
DO $$
DECLARE
  beside TEXT;
BEGIN
  FOR beside IN SELECT 'codelupe_rebuild_' || number FROM rebuilds LOOP
    EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', beside);
  END LOOP;
END
$$;
DROP TABLE rebuilds;
