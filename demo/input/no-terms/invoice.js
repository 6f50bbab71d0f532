// Renders an invoice as lines of text. Nobody has said under which terms this may be used, so the licence gate refuses it.
export function invoiceLines(invoice) {
  const width = 60
  const lines = [`Invoice ${invoice.number}`.padEnd(width - invoice.date.length) + invoice.date, '='.repeat(width)]
  for (const item of invoice.items) {
    const price = (item.cents / 100).toFixed(2)
    lines.push(`${item.count} x ${item.name}`.padEnd(width - price.length) + price)
  }
  const total = invoice.items.reduce((sum, item) => sum + item.count * item.cents, 0)
  lines.push('-'.repeat(width), 'total'.padEnd(width - 10) + (total / 100).toFixed(2).padStart(10))
  return lines
}
