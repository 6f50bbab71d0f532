// What a licence policy may say of a licence: the words that rules, changes of rules and documents share.

/** From mildest to strictest. */
export const ratings = ['allow', 'review', 'unknown', 'blocked', 'no-ai'] as const

export type Rating = (typeof ratings)[number]
