// A queue for the counter: customers are served in order, but a pickup that takes seconds may pass one long drop-off.
export class CounterQueue {
  #waiting = []
  #servedSince = 0

  join(customer) {
    this.#waiting.push({ customer, joinedAt: this.#servedSince })
    return this.#waiting.length
  }

  next() {
    const quick = this.#waiting.findIndex((entry) => entry.customer.kind === 'pickup')
    const index = quick > 0 && quick <= 2 ? quick : 0
    const [entry] = this.#waiting.splice(index, 1)
    if (entry === undefined) return null
    this.#servedSince += 1
    return { customer: entry.customer, waitedFor: this.#servedSince - entry.joinedAt }
  }

  get length() {
    return this.#waiting.length
  }
}
