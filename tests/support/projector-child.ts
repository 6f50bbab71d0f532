// A projector process for the test that kills it: folds a made-up log into a database from where that database stands, in
// small batches, and says so after each. Arguments: the database's address, the number of files.
import { projector } from '../../projections/index.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { makeLog } from './pipeline-log.ts'
import { batchesOf, interleave, outcomeOf, projectorSink } from './project.ts'

const [url = '', files = '0'] = process.argv.slice(2)
const signal = new AbortController().signal
const database = openDatabase(url)
const sink = projectorSink(database)
const entries = interleave(makeLog({ files: Number(files) }).partitions, 11)
const partitions = [
  ...new Map(
    entries.map(({ record: { topic, partition } }) => [`${topic}/${partition}`, { topic, partition }]),
  ).values(),
]
const positions = new Map(
  (await sink.resume(partitions, signal)).map((position) => [`${position.topic}/${position.partition}`, position]),
)
const left = entries.filter(
  ({ record }) => record.offset >= (positions.get(`${record.topic}/${record.partition}`)?.offset ?? 0),
)
for (const { batch } of batchesOf(left, () => 25)) {
  const from = batch.from.map((position) => positions.get(`${position.topic}/${position.partition}`) ?? position)
  for (const position of batch.next) positions.set(`${position.topic}/${position.partition}`, position)
  const outcomes = left.filter(({ record }) => batch.records.includes(record)).map(outcomeOf)
  await sink.commit(outcomes, { ...batch, from }, signal)
  process.stdout.write(`${projector.name} committed ${batch.records.length}\n`)
}
process.stdout.write('done\n')
await database.close()
