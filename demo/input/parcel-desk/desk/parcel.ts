/** A parcel as the desk takes it in: measured once, never changed afterwards. */
export type Parcel = {
  readonly id: string
  readonly grams: number
  readonly edgesMm: readonly [number, number, number]
  readonly district: string
}

/** Volume in cubic centimetres; a parcel without a positive edge was measured wrongly. */
export function volumeOf(parcel: Parcel): number {
  const [length, width, height] = parcel.edgesMm
  if (Math.min(length, width, height) <= 0) throw new RangeError(`parcel ${parcel.id} has an edge of no length`)
  return (length * width * height) / 1000
}

/** Carriers charge a light but bulky parcel as if it were heavier. */
export function chargedGrams(parcel: Parcel, gramsPerCubicCentimetre = 0.2): number {
  return Math.max(parcel.grams, Math.ceil(volumeOf(parcel) * gramsPerCubicCentimetre))
}
