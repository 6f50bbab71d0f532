// Positives: URLs of databases and brokers that carry a password.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, percent, person, plain, thing } from './words.ts'

export const databaseUrlCases: Cases = (random) => [
  ...positives(
    random,
    'postgres-url',
    ['database-url'],
    (random) =>
      hosted(
        random,
        'app/db.py',
        line`
          engine = create_engine("postgresql+psycopg2://${person(random)}:${plain(random)}@pg1.${domain(random)}:5432/
          ${thing(random)}s", pool_size=5)
        `,
      ),
    (random) =>
      hosted(
        random,
        '.env',
        line`
          DATABASE_URL=postgres://${random.text('lower', 14)}:${random.text('hex', 64)}@ec2-34-${random.int(250)}-
          ${random.int(250)}-61.eu-west-1.compute.amazonaws.com:5432/d${random.text('lowerDigits', 13)}
        `,
      ),
    (random) =>
      hosted(random, 'cmd/migrate/main.go', {
        body: code`
          dsn := "postgres://${person(random)}:${percent(random)}@${address(random)}/${thing(random)}s?sslmode=disable"
          log.Println(len(dsn))
        `,
      }),
  ),
  ...positives(
    random,
    'mongo-url',
    ['database-url'],
    (random) =>
      hosted(
        random,
        'server.js',
        line`
          mongoose.connect('mongodb+srv://${person(random)}:${plain(random, 16)}@cluster0.
          ${random.text('lowerDigits', 5)}.mongodb.net/${thing(random)}s?retryWrites=true&w=majority', { useNewUrlPars
          er: true });
        `,
      ),
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        line`
          spring.data.mongodb.uri=mongodb://${person(random)}:${percent(random)}@mongo-a.${domain(random)}:27017,mongo
          -b.${domain(random)}:27017/${thing(random)}?replicaSet=rs0&authSource=admin
        `,
      ),
  ),
  ...positives(
    random,
    'mysql-url',
    ['database-url'],
    (random) =>
      hosted(
        random,
        'settings.py',
        line`
          SQLALCHEMY_DATABASE_URI = 'mysql+pymysql://${person(random)}:${plain(random, 12)}@db.${domain(random)}/
          ${thing(random)}s?charset=utf8mb4'
        `,
      ),
    (random) =>
      hosted(
        random,
        'config/packages/doctrine.yaml',
        code`
      doctrine:
        dbal:
          url: 'mysql://${person(random)}:${percent(random)}@${address(random)}:3306/${thing(random)}?serverVersion=8.0'`,
      ),
  ),
  ...positives(
    random,
    'warehouse-url',
    ['database-url'],
    (random) =>
      hosted(random, 'etl/load.py', {
        body: line`
          engine = create_engine("snowflake://${person(random)}:${plain(random)}@xy${random.text('digits', 5)}.eu-cent
          ral-1/ANALYTICS/PUBLIC?warehouse=LOAD_WH")
        `,
      }),
    (random) =>
      hosted(
        random,
        'report.go',
        line`
          const clickhouse = "clickhouse://${person(random)}:${plain(random)}@ch.${domain(random)}:9440/
          ${thing(random)}?secure=true"
        `,
      ),
  ),
  ...positives(
    random,
    'directory-and-search-url',
    ['database-url', 'http-url'],
    (random) =>
      hosted(
        random,
        'search/index.rb',
        line`
          ES = Elasticsearch::Client.new(url: 'https://elastic:${random.text('alphanumeric', 24)}@
          ${random.text('hex', 32)}.eu-west-1.aws.found.io:9243')
        `,
      ),
    (random) =>
      hosted(
        random,
        'couch.js',
        `const nano = require('nano')('http://${person(random)}:${plain(random, 13)}@couch.${domain(random)}:5984');`,
      ),
  ),
]

export const brokerUrlCases: Cases = (random) => [
  ...positives(
    random,
    'amqp-url',
    ['broker-url'],
    (random) =>
      hosted(
        random,
        'worker/tasks.py',
        line`
          app = Celery("tasks", broker="amqp://${person(random)}:${plain(random)}@rabbit.${domain(random)}:5672/
          ${thing(random)}s")
        `,
      ),
    (random) =>
      hosted(
        random,
        'queue.ts',
        line`
          const AMQP = 'amqps://${random.text('lower', 8)}:${random.text('base64url', 32)}@kangaroo.rmq.cloudamqp.com/
          ${random.text('lower', 8)}'
        `,
      ),
  ),
  ...positives(
    random,
    'redis-url',
    ['broker-url'],
    (random) =>
      hosted(
        random,
        'config/redis.rb',
        `REDIS = Redis.new(url: "redis://:${plain(random, 24)}@${address(random)}:6379/2")`,
      ),
    (random) =>
      hosted(
        random,
        '.env.production',
        line`
          REDIS_URL=rediss://default:${random.text('base64url', 44)}@eu1-apt-${random.text('lower', 7)}-3
          ${random.text('digits', 4)}.upstash.io:6379
        `,
      ),
    (random) =>
      hosted(random, 'cache.go', `const cacheURL = "redis://:${random.text('hex', 64)}@cache.${domain(random)}:6380"`),
  ),
  ...positives(
    random,
    'mqtt-url',
    ['broker-url'],
    (random) =>
      hosted(
        random,
        'bridge.js',
        line`
          const mqtt = require('mqtt').connect('mqtts://${person(random)}:${plain(random, 14)}@broker.
          ${domain(random)}:8883');
        `,
      ),
    (random) =>
      hosted(
        random,
        'agent.yml',
        code`
      sink:
        kind: mqtt
        url: mqtt://${thing(random)}:${percent(random)}@${address(random)}:1883
        topic: plant/7/state`,
      ),
  ),
  ...positives(
    random,
    'nats-url',
    ['broker-url'],
    (random) =>
      hosted(random, 'publish.go', {
        body: `log.Println("connecting to nats://${person(random)}:${plain(random)}@nats.${domain(random)}:4222")`,
      }),
    (random) =>
      hosted(
        random,
        'src/bus.rs',
        `const BUS: &str = "nats://${random.text('alphanumeric', 40)}@bus.${domain(random)}:4222";`,
      ),
  ),
  ...positives(
    random,
    'kafka-login',
    ['broker-url', 'password-assignment'],
    (random) =>
      hosted(
        random,
        'src/main/resources/kafka.properties',
        code`
      bootstrap.servers=pkc-${random.text('lowerDigits', 5)}.eu-central-1.aws.confluent.cloud:9092
      security.protocol=SASL_SSL
      sasl.mechanism=PLAIN
      sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="${random.text('upperDigits', 16)}" password="${random.text('base64', 64)}";`,
      ),
    (random) =>
      hosted(
        random,
        'consume.py',
        code`
      CONF = {
          "bootstrap.servers": "kafka-1.${domain(random)}:9093",
          "security.protocol": "SASL_SSL",
          "sasl.mechanisms": "SCRAM-SHA-512",
          "sasl.username": "${person(random)}",
          "sasl.password": "${plain(random)}",
      }`,
      ),
  ),
]
