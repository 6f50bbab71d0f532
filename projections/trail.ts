// The trail: the header in which every record says which records its file has been, oldest first. It is how a decision
// names the place of each verdict, and how an outcome names its submission.
import type { LogRecord, Position } from '../runtime/step.ts'
import { fromHeader } from '../topics/header-text.ts'
import { filesSubmitted, isRedrive } from '../topics/index.ts'

export type Trail = {
  readonly positions: readonly Position[]
  /** The record in files.submitted.v1 that it began with; null where the header does not say. */
  readonly submitted: Position | null
}

/** The first header of that name, or null. */
export const headerOf = (record: LogRecord, name: string): string | null =>
  record.headers.find(([found]) => found === name)?.[1] ?? null

/** The submission that the record's headers name, as the records of its files have it; null where they name none. */
export function submissionOf(record: LogRecord): string | null {
  const written = headerOf(record, 'x-submission')
  return written === null ? null : fromHeader(written)
}

/** `topic:partition:offset`; null where it does not read so. */
export function parsePlace(text: string): Position | null {
  const found = place.exec(text)
  return found === null ? null : { topic: found[1] ?? '', partition: Number(found[2]), offset: Number(found[3]) }
}

const place = /^([a-z0-9.-]+):(\d{1,9}):(\d{1,15})$/

/** `topic:partition:offset`, comma between; what does not read so is left out. */
export function parseTrail(header: string | null): Trail {
  const positions = (header ?? '').split(',').flatMap((text) => parsePlace(text) ?? [])
  return { positions, submitted: positions.find((position) => position.topic === filesSubmitted.name) ?? null }
}

/** A dead letter's trail: the record that it is of stands at the end of what that record's own trail says. */
export const submittedAt = (trail: Trail, read: Position): Trail => ({
  positions: [...trail.positions, read],
  submitted: trail.submitted ?? (read.topic === filesSubmitted.name ? read : null),
})

/** How often the file was sent to a step once more before this record of it. */
export const redrivesIn = ({ positions }: Trail): number => positions.filter(({ topic }) => isRedrive(topic)).length

export const trailText = (trail: Trail): string =>
  trail.positions.map(({ topic, partition, offset }) => `${topic}:${partition}:${offset}`).join(',')
