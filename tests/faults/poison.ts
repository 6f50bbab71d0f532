// Bytes that no writer of ours would write: no records at all, records of another type, counts without entries, files of
// nonsense, and batches that are a thousand times larger in memory than on the wire.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import type { Connection } from '../../cli/connect.ts'
import { stepInputs } from '../../cli/steps.ts'
import { createCodec } from '../../runtime/codec.ts'
import { headersOf } from '../../runtime/decide.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import type { File } from '../../schemas/types.ts'
import { filesSecret, filesSubmitted, rulesetsPublished, type StepName, type Topic } from '../../topics/index.ts'
import { patienceMs } from '../support/waits.ts'

export type Poison = { readonly topic: Topic; readonly reader: StepName; readonly values: readonly Buffer[] }

/** Poison for every topic that a gate reads. */
export async function poisons({ registry }: Connection): Promise<readonly Poison[]> {
  const codec = createCodec()
  const otherId = await registry.idOf(rulesetsPublished)
  const other = codec.encode('RulesetPublished', otherId, { processor: 'none', ruleset: 'none', text: 'none' })
  const read = stepInputs().flatMap(({ step, inputs }) => inputs.map((topic) => ({ reader: step, topic })))
  const gates = read.filter(({ reader }) => reader !== 'projector' && reader !== 'trainer')
  return Promise.all(
    gates.map(async ({ reader, topic }) => {
      const id = topic.schema === null ? 0 : await registry.idOf(topic)
      const frame = Buffer.from([0, 0, 0, 0, 0])
      frame.writeInt32BE(id, 1)
      const file = codec.encode('File', await registry.idOf(filesSubmitted), nonsenseFile('cut', Buffer.alloc(64)))
      const values = [
        Buffer.alloc(0),
        Buffer.from('not avro'),
        Buffer.from([0, 0, 0, 0x7f, 0x7f, 1, 2]),
        frame,
        // Cut in the middle, and too long: as a file by two bytes, as a candidate without verdicts by one.
        Buffer.concat([frame, file.subarray(5, file.length / 2)]),
        Buffer.concat([frame, file.subarray(5), Buffer.from([0, 0])]),
        other,
        // Strings and arrays that claim a thousand million bytes or entries each.
        Buffer.concat([frame, ...Array.from({ length: 40 }, () => Buffer.from([0x80, 0xa8, 0xd6, 0xb9, 0x07]))]),
        Buffer.concat([frame, Buffer.alloc(60, 0x02), Buffer.from([0x80, 0xa8, 0xd6, 0xb9, 0x07])]),
      ]
      return { topic, reader, values }
    }),
  )
}

/** Files in every respect but sense; those that no step can handle are given back by their ids. */
export async function nonsense(connection: Connection, name: string): Promise<readonly string[]> {
  const id = await connection.registry.idOf(filesSubmitted)
  const codec = createCodec()
  const [odd, loud] = [nonsenseFile(name, Buffer.from([0xff, 0, 0xfe, 10, 10])), nonsenseFile(name, Buffer.from('x'))]
  const recordOf = (file: File): OutgoingRecord => {
    const subject = { fileId: file.fileId, submission: file.submission, ruleset: '', at: -1 }
    // Of a length that no topic takes together with what a step adds.
    const trail = file === loud ? 'trail:0:0,'.repeat(250_000) : ''
    const headers = headersOf('test', filesSubmitted, subject, trail)
    return { topic: filesSubmitted.name, key: file.contentSha256, value: codec.encode('File', id, file), headers }
  }
  await putRecords(connection, [odd, loud].map(recordOf))
  return [loud.fileId]
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** What it says of itself is sound, and nothing else. */
function nonsenseFile(name: string, content: Buffer): File {
  const repository = { host: '\u001b[2J', owner: '', name: '..', url: 'javascript:0', commit: '', declaredLicense: '?' }
  const path = `../../\u202e/etc/passwd\n${name}`
  const contentSha256 = sha256(content)
  const facts = { generated: null, vendored: null, licenseEvidence: [], submittedAt: -1 }
  return {
    ...facts,
    fileId: sha256(`${repository.host}/${repository.owner}/${repository.name}\0${path}\0${contentSha256}`).slice(0, 32),
    submission: `nowhere ${name}`,
    repository,
    path,
    language: 'Klingon',
    sizeBytes: -5,
    contentSha256,
    content,
  }
}

const note: OutgoingRecord['headers'] = [['note', 'put by hand']]

export const put = (connection: Connection, topic: Topic, values: readonly Buffer[]): Promise<void> =>
  putRecords(
    connection,
    values.map((value, index) => ({ topic: topic.name, key: `poison-${index}`, value, headers: note })),
  )

async function putRecords({ kafka }: Connection, records: readonly OutgoingRecord[]): Promise<void> {
  const producer = await openProducer(kafka, 'codelupe.test.poison')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

const { CompressionCodecs, CompressionTypes } = kafkajs

/** Zeros: in one batch by gzip, in another by zstd, for the first and for a middle step. How large each is in memory. */
export async function bombs({ kafka }: Connection): Promise<readonly number[]> {
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) =>
      promisify(zstdCompress)(buffer, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    decompress: async (buffer: Buffer) => buffer,
  })
  const producer = new kafkajs.Kafka({
    brokers: kafka.brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
  }).producer()
  await producer.connect()
  const sizes: number[] = []
  for (const topic of [filesSubmitted, filesSecret])
    for (const [compression, bytes] of [
      [CompressionTypes.GZIP, 20_000_000],
      [CompressionTypes.ZSTD, 60_000_000],
    ] as const) {
      await producer.send({ topic: topic.name, compression, messages: [{ key: 'bomb', value: Buffer.alloc(bytes) }] })
      sizes.push(bytes)
    }
  await producer.disconnect()
  return sizes
}
