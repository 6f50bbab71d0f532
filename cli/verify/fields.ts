// Fields of a decoded event that nobody vouches for: each is looked at before it is believed.

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** The field as text; '' where it is none. */
export const textAt = (value: unknown, name: string): string => {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : ''
}

/** The field as a whole number; -1 where it is none. */
export const numberAt = (value: unknown, name: string): number => {
  const field = fieldOf(value, name)
  return typeof field === 'number' ? field : -1
}

export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const field = fieldOf(value, name)
  return Array.isArray(field) ? field : []
}

export const bytesAt = (value: unknown, name: string): Buffer | null => {
  const field = fieldOf(value, name)
  return Buffer.isBuffer(field) ? field : null
}
