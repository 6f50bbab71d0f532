// Negatives: code that knows how secrets look: scanner rules, redaction, key markers, prefixes.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

const key = (edge: string, kind = ''): string => `-----${edge} ${kind}PRIVATE KEY-----`

export const scannerCases: Cases = (random) => [
  ...negatives(
    random,
    'patterns-of-scanner',
    ['github', 'aws', 'private-key'],
    () => ({
      path: 'rules/secrets.toml',
      content: code`
      title = "secret rules"

      [[rules]]
      id = "github-pat"
      regex = '''ghp_[0-9a-zA-Z]{36}'''
      keywords = ["ghp_"]

      [[rules]]
      id = "aws-access-token"
      regex = '''\b((?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z2-7]{16})\b'''
      keywords = ["akia", "asia"]

      [[rules]]
      id = "private-key"
      regex = '''(?i)-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\s\S-]{64,}?KEY-----'''
      keywords = ["-----begin"]`,
    }),
    (random) =>
      hosted(
        random,
        'scan.py',
        code`
      PATTERNS = {
          "slack": re.compile(r"xox[baprs]-[0-9]{10,13}-[0-9a-zA-Z-]{24,}"),
          "stripe": re.compile(r"(sk|rk)_(live|test)_[0-9a-zA-Z]{24,99}"),
          "jwt": re.compile(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+"),
      }`,
      ),
    (random) =>
      hosted(
        random,
        'scan.go',
        line`
          var patterns = []string{\`glpat-[\w-]{20}\`, \`sk-ant-api03-[\w-]{93}AA\`, \`(?i)password\s*[:=]\s*['"]([^'"
          ]{8,})['"]\`}
        `,
      ),
  ),
  ...negatives(
    random,
    'patterns-of-urls',
    ['http-url', 'webhook-url'],
    (random) =>
      hosted(
        random,
        'url.ts',
        code`
          const withLogin = /^https?:\/\/([^:@/]+):([^@/]+)@([^/]+)/
          const webhook = /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/\w{24}/
        `,
      ),
    (random) =>
      hosted(random, 'url.py', `STRIP = re.compile(r"(?P<scheme>\\w+)://(?P<user>[^:]+):(?P<password>[^@]+)@")`),
  ),
  ...negatives(
    random,
    'redaction-code',
    ['password-assignment', 'bearer-header'],
    (random) =>
      hosted(
        random,
        'logger.ts',
        line`
          const redact = { paths: ['req.headers.authorization', 'password', '*.token', 'secret'], censor: '[redacted]' }
        `,
      ),
    (random) =>
      hosted(
        random,
        'filter.rb',
        `Rails.application.config.filter_parameters += %i[passw secret token _key crypt salt certificate otp ssn]`,
      ),
    (random) =>
      hosted(random, 'redact.go', {
        body: code`
          masked := regexp.MustCompile(\`(password|token)=[^&\s]+\`).ReplaceAllString(line, "$1=***")
          _ = masked
        `,
      }),
  ),
  ...negatives(
    random,
    'marker-of-key-file',
    ['private-key'],
    (random) =>
      hosted(random, 'detect.py', {
        body: code`
          if content.startswith("${key('BEGIN', 'RSA ')}"):
              raise ValueError("private keys are not accepted here")
        `,
      }),
    (random) =>
      hosted(
        random,
        'pem.ts',
        code`
          const header = '${key('BEGIN')}'
          const footer = '${key('END')}'
          const strip = (pem: string) => pem.replace(header, '').replace(footer, '').replace(/\s/g, '')
        `,
      ),
    (random) =>
      hosted(
        random,
        'Pem.java',
        code`
          private static final String BEGIN = "${key('BEGIN', 'EC ')}";
          private static final String END = "${key('END', 'EC ')}";
        `,
      ),
  ),
  ...negatives(
    random,
    'key-made-in-code',
    ['private-key'],
    (random) =>
      hosted(random, 'keys.go', {
        body: `block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)}\n_ = block`,
      }),
    (random) =>
      hosted(random, 'make_keys.sh', {
        body: code`
          openssl genrsa -out server.key 4096
          openssl req -new -key server.key -subj "/CN=localhost" -out server.csr
          ssh-keygen -t ed25519 -N "" -f ./id_ed25519
        `,
      }),
  ),
  ...negatives(
    random,
    'prefix-checks',
    ['payment', 'github', 'ai'],
    (random) => ({
      ...hosted(
        random,
        'mode.ts',
        `const isLive = (key: string) => key.startsWith('sk_live_') || key.startsWith('rk_live_')`,
      ),
      classes: ['payment'],
    }),
    (random) => ({
      ...hosted(
        random,
        'kind.py',
        `PREFIXES = {"ghp_": "classic", "github_pat_": "fine-grained", "ghs_": "server", "gho_": "oauth"}`,
      ),
      classes: ['github'],
    }),
    (random) => ({
      ...hosted(
        random,
        'vendor.rs',
        line`
          pub const PREFIXES: [(&str, &str); 3] = [("sk-ant-", "anthropic"), ("sk-proj-", "openai"), ("hf_", "hugging f
          ace")];
        `,
      ),
      classes: ['ai'],
    }),
  ),
]
