// Positives: service accounts of Google Cloud.
import { type Cases, code, json, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { pkcs8Key, serviceAccount } from './keys.ts'

const escaped = (text: string): string => text.replaceAll('\n', '\\n')

const project = (first: string, digits: string): string => `${first}-${digits}`

export const serviceAccountCases: Cases = (random) => [
  ...positives(
    random,
    'service-account-file',
    ['service-account', 'private-key'],
    (random) => ({
      path: 'keys/gcp-service-account.json',
      content: json(serviceAccount(random, project('kestrel', random.text('digits', 6)))),
    }),
    (random) => ({
      path: 'functions/serviceAccountKey.json',
      content: JSON.stringify(serviceAccount(random, project('shop-prod', random.text('hex', 5)))),
    }),
  ),
  ...positives(
    random,
    'service-account-in-code',
    ['service-account', 'private-key'],
    (random) =>
      hosted(
        random,
        'sheets.py',
        `CREDENTIALS = ${JSON.stringify(serviceAccount(random, project('sheets', random.text('digits', 6))), null, 4)}`,
      ),
    (random) =>
      hosted(
        random,
        'firebase.js',
        line`
          const serviceAccount = ${JSON.stringify(serviceAccount(random, project('chat-app', random.text('hex', 5))), null, 2)}
          ;
        `,
      ),
  ),
  ...positives(
    random,
    'service-account-in-environment',
    ['service-account', 'private-key'],
    (random) =>
      hosted(
        random,
        '.env',
        `GOOGLE_CREDENTIALS='${JSON.stringify(serviceAccount(random, project('bi', random.text('digits', 6))))}'`,
      ),
    (random) =>
      hosted(
        random,
        '.env.local',
        code`
      FIREBASE_PROJECT_ID=${project('club', random.text('hex', 5))}
      FIREBASE_CLIENT_EMAIL=firebase-adminsdk-${random.text('lowerDigits', 5)}@club.iam.gserviceaccount.com
      FIREBASE_PRIVATE_KEY="${escaped(pkcs8Key(random))}\\n"`,
      ),
  ),
  ...positives(random, 'service-account-in-test-setup', ['service-account', 'private-key'], (random) =>
    hosted(
      random,
      'e2e/setup.ts',
      line`
        process.env.GCP_KEY = JSON.stringify(
        ${JSON.stringify(serviceAccount(random, project('staging', random.text('digits', 6))), null, 2)})
      `,
    ),
  ),
  ...positives(
    random,
    'service-account-in-compose-or-yaml',
    ['service-account', 'private-key'],
    (random) =>
      hosted(
        random,
        'values.yaml',
        code`
      bigquery:
        dataset: reports
        credentials:
          ${Object.entries(serviceAccount(random, project('dwh', random.text('digits', 6))))
            .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
            .join('\n')}`,
      ),
    (random) =>
      hosted(
        random,
        'gcs.rb',
        line`
          STORAGE = Google::Cloud::Storage.new(credentials: JSON.parse('
          ${JSON.stringify(serviceAccount(random, project('media', random.text('digits', 6))))}'))
        `,
      ),
  ),
]
