// Positives: secrets behind base64, double base64 or concatenation.
import { base64, type Cases, code, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { rsaKey, serviceAccount } from './keys.ts'
import { awsKeyId, awsSecret, github, npm } from './tokens-cloud.ts'
import { discord, openaiProject, sendGrid, slackBot, slackHook, stripeLive } from './tokens-services.ts'
import { domain, person, personal, plain, thing } from './words.ts'

const manifest = (name: string, data: string): string => code`
  apiVersion: v1
  kind: Secret
  metadata:
    name: ${name}
    namespace: production
    labels:
      app.kubernetes.io/managed-by: kustomize
  type: Opaque
  data:
    ${data}`

const halves = (text: string, at: number): readonly [string, string] => [text.slice(0, at), text.slice(at)]

export const encodedCases: Cases = (random) => [
  ...positives(
    random,
    'base64-in-cluster-secret',
    ['encoded', 'database-url'],
    (random) => ({
      path: 'k8s/secret.yaml',
      content: manifest(
        'api',
        code`
      DATABASE_URL: ${base64(`postgres://${person(random)}:${plain(random)}@pg.${domain(random)}:5432/${thing(random)}`)}
      LOG_LEVEL: ${base64('info')}`,
      ),
    }),
    (random) => ({
      path: 'k8s/db-secret.yml',
      content: manifest(
        'mysql',
        code`
      username: ${base64(person(random))}
      password: ${base64(personal(random))}`,
      ),
      classes: ['encoded', 'password-assignment'],
    }),
  ),
  ...positives(
    random,
    'base64-vendor-key-in-cluster-secret',
    ['encoded'],
    (random) => ({
      path: 'charts/billing/secret.yaml',
      content: manifest('billing', `stripe: ${base64(stripeLive(random))}\nsendgrid: ${base64(sendGrid(random))}`),
      classes: ['encoded', 'payment', 'mail'],
    }),
    (random) => ({
      path: 'charts/api/secret.yaml',
      content: manifest(
        'aws',
        `AWS_ACCESS_KEY_ID: ${base64(awsKeyId(random))}\nAWS_SECRET_ACCESS_KEY: ${base64(awsSecret(random))}`,
      ),
      classes: ['encoded', 'aws'],
    }),
  ),
  ...positives(
    random,
    'base64-twice',
    ['encoded'],
    (random) => ({
      ...hosted(random, 'bot/run.py', {
        body: `token = base64.b64decode(base64.b64decode("${base64(base64(discord(random)))}")).decode()`,
      }),
      classes: ['encoded', 'chat'],
    }),
    (random) => ({
      ...hosted(random, 'src/keys.js', `const k = atob(atob('${base64(base64(github(random)))}'));`),
      classes: ['encoded', 'github'],
    }),
  ),
  ...positives(
    random,
    'base64-decoded-at-run-time',
    ['encoded'],
    (random) => ({
      ...hosted(
        random,
        'lib/key.ts',
        `const key = Buffer.from('${base64(openaiProject(random))}', 'base64').toString('utf8')`,
      ),
      classes: ['encoded', 'ai'],
    }),
    (random) => ({
      ...hosted(
        random,
        'Api.java',
        `private static final String KEY = new String(Base64.getDecoder().decode("${base64(stripeLive(random))}"));`,
      ),
      classes: ['encoded', 'payment'],
    }),
    (random) => ({
      ...hosted(random, 'ci/publish.sh', { body: `NPM_TOKEN=$(echo ${base64(npm(random))} | base64 -d) npm publish` }),
      classes: ['encoded', 'package-registry'],
    }),
  ),
  ...positives(
    random,
    'base64-key-file-in-environment',
    ['encoded'],
    (random) => ({
      ...hosted(
        random,
        '.env',
        `GCP_CREDENTIALS_B64=${base64(JSON.stringify(serviceAccount(random, `prod-${random.text('digits', 6)}`)))}`,
      ),
      classes: ['encoded', 'service-account'],
    }),
    (random) => ({
      ...hosted(random, 'bitrise.yml', `deploy_key: ${base64(`${rsaKey(random)}\n`)}`),
      classes: ['encoded', 'private-key'],
    }),
  ),
  ...positives(
    random,
    'token-in-two-strings',
    ['encoded', 'github'],
    (random) => {
      const [first, second] = halves(github(random), 14)
      return hosted(random, 'update.py', `TOKEN = "${first}" + "${second}"  # github rejects the push otherwise`)
    },
    (random) => {
      const [first, second] = halves(github(random), 4)
      return hosted(random, 'src/feedback.js', `const pat = '${first}' + '${second}';`)
    },
  ),
  ...positives(
    random,
    'token-in-many-strings',
    ['encoded', 'chat'],
    (random) =>
      hosted(
        random,
        'notify.js',
        `const token = [${(slackBot(random).match(/.{1,12}/g) ?? []).map((part) => `'${part}'`).join(', ')}].join('');`,
      ),
    (random) => ({
      ...hosted(
        random,
        'notify.py',
        `WEBHOOK = (\n    "https://hooks.slack.com/services"\n    "${slackHook(random).slice(32)}"\n)`,
      ),
      classes: ['encoded', 'webhook-url'],
    }),
  ),
  ...positives(
    random,
    'key-over-several-lines',
    ['encoded', 'ai'],
    (random) => {
      const [first, second] = halves(openaiProject(random), 60)
      return hosted(random, 'Chat.java', `private static final String API_KEY = "${first}"\n        + "${second}";`)
    },
    (random) => {
      const [first, second] = halves(openaiProject(random), 40)
      return hosted(random, 'chat.go', `const apiKey = "${first}" +\n    "${second}"`)
    },
  ),
]
