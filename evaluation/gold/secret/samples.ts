// Negatives: sample keys that vendors, standards and emulators publish.
import { base64, base64url, type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

const awsSampleId = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('')

const awsSampleSecret = ['wJalrXUtnFEMI', '/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'].join('')

const stripeSample = ['sk_test', '4eC39HqLyjWDarjtT1zdp7dc'].join('_')

const jwtSample = [
  base64url('{"alg":"HS256","typ":"JWT"}'),
  base64url('{"sub":"1234567890","name":"John Doe","iat":1516239022}'),
  ['SflKxwRJSMeKKF2QT4f', 'wpMeJf36POk6yJV_adQssw5c'].join(''),
].join('.')

const emulatorKey = [
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq',
  '/K1SZFPTOtr/KBHBeksoGMGw==',
].join('')

const cosmosKey = ['C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPM', 'bIZnqyMsEcaGQy67XIw/Jw=='].join(
  '',
)

const hardhatKey = ['0xac0974bec39a17e36ba4a6b4d238ff94', '4bacb478cbed5efcae784d7bf4f2ff80'].join('')

export const sampleCases: Cases = (random) => [
  ...negatives(
    random,
    'aws-documented-pair',
    ['aws'],
    (random) =>
      hosted(
        random,
        'docs/s3.md',
        `    aws configure set aws_access_key_id ${awsSampleId}\n    aws configure set aws_secret_access_key ${awsSampleSecret}`,
      ),
    (random) =>
      hosted(random, 'tests/test_signing.py', `ACCESS_KEY = "${awsSampleId}"\nSECRET_KEY = "${awsSampleSecret}"`),
    (random) => hosted(random, 'sign.go', `// for example ${awsSampleId}/20130524/us-east-1/s3/aws4_request`),
  ),
  ...negatives(
    random,
    'aws-signature-test-suite',
    ['aws'],
    (random) =>
      hosted(random, 'tests/sigv4.test.ts', {
        top: line`
          const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: '
          ${['wJalrXUtnFEMI', '/K7MDENG+bPxRfiCYEXAMPLEKEY'].join('')}' }
        `,
      }),
    (random) =>
      hosted(
        random,
        'tests/conftest.py',
        code`
          os.environ["AWS_ACCESS_KEY_ID"] = "testing"
          os.environ["AWS_SECRET_ACCESS_KEY"] = "testing"
          os.environ["AWS_SESSION_TOKEN"] = "testing"
        `,
      ),
  ),
  ...negatives(
    random,
    'stripe-documented-key',
    ['payment'],
    (random) =>
      hosted(
        random,
        'docs/charges.md',
        `    curl https://api.stripe.com/v1/charges -u ${stripeSample}: -d amount=2000 -d currency=usd`,
      ),
    (random) => hosted(random, 'example.rb', `Stripe.api_key = '${stripeSample}' # key from the docs`),
  ),
  ...negatives(
    random,
    'jwt-documented',
    ['jwt'],
    (random) =>
      hosted(random, 'tests/decode.test.ts', `// the token that https://jwt.io shows\nconst sample = '${jwtSample}'`),
    (random) => hosted(random, 'docs/auth.md', `    Authorization: Bearer ${jwtSample}`),
  ),
  ...negatives(random, 'jwt-of-standard', ['jwt'], (random) =>
    hosted(
      random,
      'tests/test_rfc7515.py',
      code`
        # RFC 7515, appendix A.1
        TOKEN = "${['eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9', 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'].join('.')}"
      `,
    ),
  ),
  ...negatives(
    random,
    'storage-emulator-key',
    ['azure', 'connection-string'],
    () => ({
      path: 'local.settings.json',
      content: code`
      {
        "IsEncrypted": false,
        "Values": {
          "AzureWebJobsStorage": "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${emulatorKey};BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;",
          "FUNCTIONS_WORKER_RUNTIME": "node"
        }
      }`,
    }),
    (random) =>
      hosted(random, 'Emulator.cs', `public const string Key = "${cosmosKey}"; // fixed key of the Cosmos DB emulator`),
    (random) => hosted(random, 'tests/blobs.test.ts', `const azurite = 'UseDevelopmentStorage=true'`),
  ),
  ...negatives(
    random,
    'captcha-test-keys',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'settings.py',
        code`
          # Google's keys for tests, always pass
          RECAPTCHA_PUBLIC_KEY = "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI"
          RECAPTCHA_PRIVATE_KEY = "${['6LeIxAcTAAAAAGG-vFI1TnR', 'WxMZNFuojJ4WifJWe'].join('')}"
        `,
      ),
    (random) =>
      hosted(
        random,
        'tests/turnstile.test.ts',
        `const TURNSTILE_SECRET = '1x0000000000000000000000000000000AA' // documented, always passes`,
      ),
  ),
  ...negatives(
    random,
    'wallet-of-local-chain',
    ['crypto-wallet'],
    (random) =>
      hosted(random, 'tests/token.test.ts', `// first account of a Hardhat node\nconst key = '${hardhatKey}'`),
    (random) => hosted(random, 'hardhat.ts', `const mnemonic = '${`${'test '.repeat(11)}junk`}'`),
    (random) =>
      hosted(
        random,
        'tests/test_bip39.py',
        `VECTORS = [("00000000000000000000000000000000", "${'abandon '.repeat(11)}about")]`,
      ),
  ),
  ...negatives(
    random,
    'otp-documented-seed',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'tests/test_totp.py',
        `# RFC 6238, appendix B\nSECRET = b"12345678901234567890"\nBASE32 = "JBSWY3DPEHPK3PXP"`,
      ),
    (random) =>
      hosted(random, 'totp.go', `// otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example`),
  ),
  ...negatives(
    random,
    'basic-header-documented',
    ['basic-header'],
    (random) =>
      hosted(
        random,
        'tests/test_basic.py',
        `# RFC 7617: Aladdin / open sesame\nHEADER = "Basic ${base64('Aladdin:open sesame')}"`,
      ),
    (random) =>
      hosted(random, 'tests/basic.test.ts', {
        body: code`
          expect(header('user', 'pass')).toBe('Basic ${base64('user:pass')}')
          expect(header('username', 'password')).toBe('Basic ${base64('username:password')}')
        `,
      }),
  ),
  ...negatives(
    random,
    'oauth-documented',
    ['token-assignment', 'bearer-header'],
    (random) =>
      hosted(
        random,
        'docs/oauth.md',
        code`
      The server answers as in RFC 6749:

          {
            "access_token": "2YotnFZFEjr1zCsicMWpAA",
            "token_type": "example",
            "expires_in": 3600,
            "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA"
          }`,
      ),
    (random) =>
      hosted(
        random,
        'docs/github.md',
        `    access_token=${['gho', '16C7e42F292c6912E7710c838347Ae178B4a'].join('_')}&scope=repo%2Cgist&token_type=bearer`,
      ),
  ),
]
