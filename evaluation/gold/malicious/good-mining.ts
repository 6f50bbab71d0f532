// Mining and addresses of coins in honest use.
import type { Family } from './family.ts'

export const goodMining: readonly Family[] = [
  {
    family: 'proof-of-work-tutorial',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['blockchain/block.py', 'chain.py'],
        imports: `import hashlib
import json`,
        body: `DIFFICULTY = 4


def mine(block):
    """Looks for a nonce whose hash starts with DIFFICULTY zeros."""
    block = dict(block, nonce=0)
    while True:
        digest = hashlib.sha256(json.dumps(block, sort_keys=True).encode()).hexdigest()
        if digest.startswith("0" * DIFFICULTY):
            return block, digest
        block["nonce"] += 1


GENESIS = {"index": 0, "previous": "0" * 64, "transactions": [{"from": "network", "to": "miner", "⟦join⟧
amount": 50}]}`,
      },
    ],
  },
  {
    family: 'mining-pool-server',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['internal/stratum/session.go'],
        whole: `package stratum

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"net"
)

type request struct {
	ID     int               \`json:"id"\`
	Method string            \`json:"method"\`
	Params []json.RawMessage \`json:"params"\`
}

// Serve answers one miner of the pool until it hangs up.
func (p *Pool) Serve(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		var r request
		if json.Unmarshal(lines.Bytes(), &r) != nil {
			return
		}
		switch r.Method {
		case "mining.subscribe":
			p.subscribe(conn, r)
		case "mining.authorize", "login":
			p.authorise(conn, r)
		case "mining.submit":
			p.submit(conn, r)
		default:
			slog.Warn("unknown method", "method", r.Method)
		}
	}
}`,
      },
    ],
  },
  {
    family: 'donation-addresses',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['docs/donate.md'],
        whole: `# Donations

fastgrid is made in the evenings. If it saves you time, you can send something:

- Bitcoin: \`⟦btc⟧\`
- Ethereum and tokens: \`⟦eth⟧\`
- Monero: \`⟦xmr⟧\`

Each address is also in the signed release notes, so that you can compare them; clipboard hijacker⟦join⟧
s replace addresses.`,
      },
    ],
  },
]
