// Loaded before a process of CodeLupe (NODE_OPTIONS=--import ...): its clock is wrong by what CODELUPE_TEST_SKEW says for its
// command, as in `quality=3600000,secret=-3600000`. The Kafka client's own clock is the machine's, and stays right.
const skews = new Map(
  (process.env.CODELUPE_TEST_SKEW ?? '').split(',').map((one) => [one.split('=')[0], one.split('=')[1]]),
)
const skewMs = Number(process.argv.slice(2, 4).flatMap((word) => skews.get(word) ?? [])[0] ?? 0)

const right = Date.now
Date.now = () => right() + skewMs
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [Date.now()] : given, made),
})

if (skewMs !== 0) process.stderr.write(`its clock is wrong by ${skewMs / 60_000} minutes\n`)
