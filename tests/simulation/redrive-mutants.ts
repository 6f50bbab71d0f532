// Mistakes around redrives that would send a letter twice, lose it, or go on for ever; each must be found.
import type { OutgoingRecord, Producer } from '../../runtime/kafka-clients.ts'
import { deadLettersHandled, isRedrive } from '../../topics/index.ts'
import type { Mutant } from './processes.ts'

export const producing = (inner: Producer, change: Partial<Producer>): Producer => ({ ...inner, ...change })

const isHandled = ({ topic }: OutgoingRecord): boolean => topic === deadLettersHandled.name

export const redriveMutants: readonly Mutant[] = [
  {
    name: 'redriven letters handled in a transaction of their own (redrive)',
    operator: (inner) => ({
      ...inner,
      producer: producing(inner.producer, {
        produce: async (records, signal) => {
          await inner.producer.produce(records.filter(isHandled), signal)
          await inner.producer.commit()
          await inner.producer.begin()
          await inner.producer.produce(
            records.filter((record) => !isHandled(record)),
            signal,
          )
        },
      }),
    }),
  },
  {
    name: 'handled letters read before the other operator is fenced (redrive)',
    operator: (inner) => {
      const early = inner.handled()
      early.catch(() => undefined)
      return { ...inner, handled: () => early }
    },
  },
  {
    name: 'positions of the redrive topic left out (redrive)',
    operator: (inner) => inner,
    producer: (inner) =>
      producing(inner, {
        sendOffsets: (positions, consumer) =>
          inner.sendOffsets(
            positions.filter(({ topic }) => !isRedrive(topic)),
            consumer,
          ),
      }),
  },
  {
    name: 'attempts not counted: a letter of a redriven record is a first one (redrive)',
    operator: (inner) => ({
      ...inner,
      producer: producing(inner.producer, {
        produce: (records, signal) =>
          inner.producer.produce(
            records.map((record) => ({
              ...record,
              headers: record.headers.map(
                ([name, value]) => [name, name === 'x-redrive-attempt' ? '1' : value] as const,
              ),
            })),
            signal,
          ),
      }),
    }),
  },
]
