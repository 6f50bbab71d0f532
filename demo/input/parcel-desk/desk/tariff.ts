import { chargedGrams, type Parcel } from './parcel.ts'

type Band = { readonly uptoGrams: number; readonly cents: number }

const bands: readonly Band[] = [
  { uptoGrams: 500, cents: 390 },
  { uptoGrams: 2_000, cents: 620 },
  { uptoGrams: 5_000, cents: 980 },
  { uptoGrams: 20_000, cents: 1_750 },
]

/** The price of one parcel in cents, or null where no band takes anything so heavy. */
export function priceOf(parcel: Parcel, surcharge: ReadonlyMap<string, number>): number | null {
  const grams = chargedGrams(parcel)
  const band = bands.find((candidate) => grams <= candidate.uptoGrams)
  if (band === undefined) return null
  return band.cents + (surcharge.get(parcel.district) ?? 0)
}

export function totalOf(parcels: readonly Parcel[], surcharge: ReadonlyMap<string, number>): number {
  return parcels.reduce((sum, parcel) => sum + (priceOf(parcel, surcharge) ?? 0), 0)
}
