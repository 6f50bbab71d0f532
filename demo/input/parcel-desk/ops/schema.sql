-- What the desk remembers: parcels, where they are, and what was paid for them.
CREATE TABLE parcels (
  parcel_id TEXT PRIMARY KEY,
  grams INTEGER NOT NULL CHECK (grams > 0),
  district TEXT NOT NULL,
  taken_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE movements (
  parcel_id TEXT NOT NULL REFERENCES parcels (parcel_id),
  place TEXT NOT NULL,
  moved_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (parcel_id, moved_at)
);

CREATE VIEW whereabouts AS
SELECT DISTINCT ON (parcel_id) parcel_id, place, moved_at
FROM movements
ORDER BY parcel_id, moved_at DESC;

SELECT district, count(*) AS waiting
FROM parcels JOIN whereabouts USING (parcel_id)
WHERE place = 'counter'
GROUP BY district
ORDER BY waiting DESC;
