// Negatives: command lines and logins of tools that name a password or a token and hold none.
import { type Cases, code, json, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { domain, thing } from './words.ts'

export const toolCases: Cases = (random) => [
  ...negatives(
    random,
    'password-option-with-variable',
    ['password-assignment'],
    (random) =>
      hosted(random, 'flush.sh', {
        body: code`
          redis-cli -h "$REDIS_HOST" -a "$REDIS_PASSWORD" FLUSHDB
          mysqldump -u "$DB_USER" -p"$DB_PASSWORD" items > items.sql
        `,
      }),
    (random) =>
      hosted(random, 'export.sh', {
        body: code`
          openssl pkcs12 -in bundle.p12 -nodes -passin env:P12_PASSWORD -out bundle.pem
          keytool -list -keystore trust.jks -storepass:file /run/secrets/storepass
        `,
      }),
    (random) =>
      hosted(random, 'load.bat', { body: `sqlcmd -S %SQL_HOST% -U %SQL_USER% -P "%SQL_PASSWORD%" -i load.sql` }),
  ),
  ...negatives(
    random,
    'container-documented-password',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'README.md',
        [
          '    docker run --name some-mysql -e MYSQL_ROOT_PASSWORD=my-secret-pw -d mysql:tag',
          '    docker run -e POSTGRES_PASSWORD=mysecretpassword -d postgres',
        ].join('\n'),
      ),
    (random) =>
      hosted(
        random,
        'docs/sql-server.md',
        '    docker run -e "ACCEPT_EULA=Y" -e "SA_PASSWORD=<YourStrong@Passw0rd>" -p 1433:1433 mcr.microsoft.com/mssql/server',
      ),
  ),
  ...negatives(
    random,
    'login-from-standard-input',
    ['password-assignment', 'package-registry'],
    (random) =>
      hosted(random, 'push.sh', {
        body: code`
          echo "$REGISTRY_TOKEN" | docker login -u "$REGISTRY_USER" --password-stdin ghcr.io
          gh auth login --with-token < "$TOKEN_FILE"
        `,
      }),
    (random) =>
      hosted(random, 'ecr.sh', {
        body: line`
          aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin "$ACCOUNT.dkr.e
          cr.eu-west-1.amazonaws.com"
        `,
      }),
  ),
  ...negatives(
    random,
    'identity-federation',
    ['service-account', 'gcp'],
    (random) => ({
      path: 'config/workload-identity.json',
      content: json({
        type: 'external_account',
        audience: `//iam.googleapis.com/projects/${random.text('digits', 12)}/locations/global/workloadIdentityPools/ci/providers/github`,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: 'https://sts.googleapis.com/v1/token',
        credential_source: { file: '/var/run/token' },
      }),
    }),
    (random) => ({
      path: 'infra/service-account.yaml',
      content: code`
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: ${thing(random).replace('_', '-')}
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::${random.text('digits', 12)}:role/reader
          iam.gke.io/gcp-service-account: reader@kestrel-${random.text('digits', 6)}.iam.gserviceaccount.com
      automountServiceAccountToken: false`,
    }),
  ),
  ...negatives(
    random,
    'service-account-from-environment',
    ['service-account', 'private-key'],
    (random) =>
      hosted(
        random,
        'firebase.ts',
        code`
      const app = initializeApp({
        credential: cert({
          projectId: process.env.FIREBASE_PROJECT_ID,
          clientEmail: process.env.FIREBASE_CLIENT_EMAIL,
          privateKey: process.env.FIREBASE_PRIVATE_KEY?.replace(/\\n/g, '\n'),
        }),
      })`,
      ),
    (random) =>
      hosted(
        random,
        'bigquery.py',
        line`
          CREDENTIALS = service_account.Credentials.from_service_account_file(os.environ["GOOGLE_APPLICATION_CREDENTIA
          LS"])
        `,
      ),
  ),
  ...negatives(
    random,
    'machines-and-logins-as-words',
    ['netrc'],
    () => ({
      path: 'machines/traffic.fsm',
      content: code`
      machine traffic_light
        login none
        states red green amber
      machine door
        states open closed
        event password accepted -> open
        event password rejected -> closed`,
    }),
    (random) => ({
      path: 'docs/hosts.txt',
      content: code`
      machine      login method     password policy
      web1         public key       none
      db1          public key       none
      console.${domain(random)}   single sign-on   rotated by the vault`,
    }),
  ),
]
