// Negatives: defaults everybody knows, of brokers, databases and stores on the own machine.
import { type Cases, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const defaultCases: Cases = (random) => [
  ...negatives(
    random,
    'broker-default-login',
    ['broker-url'],
    (random) => hosted(random, 'worker.py', `app = Celery("tasks", broker="amqp://guest:guest@localhost:5672//")`),
    (random) => hosted(random, 'queue.go', `const defaultURL = "amqp://guest:guest@127.0.0.1:5672/"`),
    (random) => hosted(random, 'mqtt.js', `const client = mqtt.connect('mqtt://localhost:1883');`),
  ),
  ...negatives(
    random,
    'database-default-login',
    ['database-url'],
    (random) => hosted(random, 'db.py', `engine = create_engine("postgresql://postgres:postgres@localhost:5432/test")`),
    (random) =>
      hosted(random, 'ormconfig.ts', `const url = process.env.DATABASE_URL ?? 'mysql://root:root@127.0.0.1:3306/app'`),
    (random) => hosted(random, 'db_test.go', `const dsn = "postgres://user:password@localhost/app?sslmode=disable"`),
  ),
  ...negatives(
    random,
    'connection-default-login',
    ['connection-string', 'password-assignment'],
    (random) =>
      hosted(random, 'count.py', {
        body: `conn = psycopg2.connect("dbname=test user=postgres password=postgres host=localhost")`,
      }),
    (random) =>
      hosted(
        random,
        'src/main/resources/application-dev.properties',
        'spring.datasource.url=jdbc:h2:mem:testdb\nspring.datasource.username=sa\nspring.datasource.password=password',
      ),
  ),
  ...negatives(
    random,
    'object-store-default-login',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'tests/storage.test.ts',
        line`
          const minio = new Client({ endPoint: 'localhost', port: 9000, useSSL: false, accessKey: 'minioadmin', secret
          Key: 'minioadmin' })
        `,
      ),
    (random) =>
      hosted(
        random,
        'tests/localstack.py',
        line`
          client = boto3.client("s3", endpoint_url="http://localhost:4566", aws_access_key_id="test", aws_secret_acces
          s_key="test")
        `,
      ),
  ),
  ...negatives(
    random,
    'webhook-documented',
    ['webhook-url'],
    (random) =>
      hosted(
        random,
        'docs/slack.md',
        `    https://hooks.slack${'.com'}/services/T00000000/B00000000/${'X'.repeat(24)}`,
      ),
    (random) =>
      hosted(
        random,
        'tests/hooks.test.ts',
        `const url = 'https://hooks.slack${'.com'}/services/TXXXXXXXX/BXXXXXXXX/token'`,
      ),
  ),
  ...negatives(
    random,
    'test-card-numbers',
    ['payment'],
    (random) =>
      hosted(
        random,
        'tests/cards.test.ts',
        `const cards = { visa: '4242424242424242', declined: '4000000000000002', amex: '378282246310005' }`,
      ),
    (random) =>
      hosted(
        random,
        'checkout.html',
        `<script>var stripe = Stripe('${['pk', 'test', 'TYooMQauvdEDq54NiTphI7jx'].join('_')}');</script>`,
      ),
  ),
]
