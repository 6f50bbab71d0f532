// Benchmarks, calculators, deobfuscators and DNS clients that only look like harm.
import type { Family } from './family.ts'

export const goodLookalikes: readonly Family[] = [
  {
    family: 'hash-benchmark',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['bench/hash.py', 'tools/stress.py'],
        imports: `import hashlib
import multiprocessing
import time`,
        body: `def rate(name, seconds=2.0):
    """Hashes a second on one core, by the clock."""
    block, count, end = b"x" * 1024, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        hashlib.new(name, block).digest()
        count += 1
    return count / seconds


def report():
    with multiprocessing.Pool() as pool:
        for name in ("sha256", "blake2b", "sha3_256"):
            print(name, f"{sum(pool.map(rate, [name] * multiprocessing.cpu_count())):,.0f} hashe⟦join⟧
s a second")`,
      },
    ],
  },
  {
    family: 'mining-profit-calculator',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['src/profit.js', 'lib/hashrate.js'],
        body: `// What a miner of the given rate earns in a day, less the electricity. For th⟦join⟧
e calculator on our page.
const BLOCKS_A_DAY = 144;

function dailyProfit({ hashrate, networkHashrate, reward, price, watts, tariff, poolFee = 0.009 }) {
  const coins = (hashrate / networkHashrate) * BLOCKS_A_DAY * reward * (1 - poolFee);
  return coins * price - (watts / 1000) * 24 * tariff;
}

const algorithms = { randomx: 'XMR', ethash: 'ETC', kawpow: 'RVN', sha256d: 'BTC' };`,
      },
    ],
  },
  {
    family: 'deobfuscator-tool',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/unpack.js', 'lib/deobfuscate.js'],
        body: `// Puts the texts of an obfuscated string table back in place, without runnin⟦join⟧
g anything of the sample.
const readable = (source) => {
  const table = /(?:const|var) (_0x[0-9a-f]+) ?= ?\\[((?:'[^']*',?)+)\\]/.exec(source);
  if (!table) return source;
  const texts = table[2].split(',').map((text) => text.slice(1, -1));
  const decoded = texts.map((text) => (/^[\\w+/]+=*$/.test(text) ? Buffer.from(text, 'base64').toSt⟦join⟧
ring() : text));
  return source.replace(new RegExp(\`\${table[1]}\\\\[(0x[0-9a-f]+)\\\\]\`, 'g'), (_, index) => JSON.stri⟦join⟧
ngify(decoded[Number(index)]));
};`,
      },
    ],
  },
  {
    family: 'dns-over-https-client',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['src/doh.mjs', 'lib/lookup.mjs'],
        body: `// Looks a name up over HTTPS, for networks that meddle with DNS.
export const lookup = async (name, type = 'A') => {
  const response = await fetch(\`https://cloudflare-dns.com/dns-query?name=\${encodeURIComponent(nam⟦join⟧
e)}&type=\${type}\`, {
    headers: { accept: 'application/dns-json' },
  })
  const { Answer: answers = [] } = await response.json()
  return answers.map(({ data }) => data)
}`,
      },
    ],
  },
  {
    family: 'spf-record-checker',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['mail/spf.py', 'tools/check_dns.py'],
        imports: `import sys
import dns.resolver`,
        body: `def records(domain, prefix):
    """TXT records of a domain, such as its SPF or DKIM policy."""
    for answer in dns.resolver.resolve(domain, "TXT"):
        text = b"".join(answer.strings).decode()
        if text.startswith(prefix):
            yield text


def check(domain):
    for prefix, name in (("v=spf1", domain), ("v=DMARC1", f"_dmarc.{domain}"), ("v=DKIM1", f"mail.⟦join⟧
_domainkey.{domain}")):
        found = list(records(name, prefix))
        print(f"{name}: {found[0] if found else 'missing'}", file=sys.stdout if found else sys.stderr)`,
      },
    ],
  },
]
