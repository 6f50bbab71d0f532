// Negatives: URLs and connection strings without a secret in them.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, person, thing } from './words.ts'

export const addressCases: Cases = (random) => [
  ...negatives(
    random,
    'url-with-user-only',
    ['http-url', 'database-url'],
    (random) =>
      hosted(random, 'clone.sh', {
        body: code`
          git clone ssh://git@git.${domain(random)}:2222/platform/${thing(random)}.git
          git clone https://${person(random)}@bitbucket.org/team/${thing(random)}.git
        `,
      }),
    (random) =>
      hosted(
        random,
        'db.py',
        `DATABASE_URL = "postgresql://${person(random)}@pg1.${domain(random)}:5432/${thing(random)}s"`,
      ),
    (random) => hosted(random, 'sync.rb', `REMOTE = 'git@github.com:kestrel/${thing(random)}.git'`),
  ),
  ...negatives(
    random,
    'url-with-sign-in-path',
    ['http-url'],
    (random) =>
      hosted(
        random,
        'links.md',
        line`
          [post](https://medium.com/@${person(random)}/tokens-explained:-part-2), [room](https://matrix.to/#/@
          ${thing(random)}:matrix.org)
        `,
      ),
    (random) =>
      hosted(
        random,
        'index.html',
        code`
          <script src="https://unpkg.com/react@18.2.0/umd/react.production.min.js"></script>
          <img src="http://localhost:8080/img/logo@2x.png">
        `,
      ),
    (random) =>
      hosted(
        random,
        'links.ts',
        line`
          const packages = ['https://registry.npmjs.org/@babel/core', 'https://esm.sh/@auth/core@0.18.6', 'https://exa
          mple.org:8443/@user/feed']
        `,
      ),
  ),
  ...negatives(
    random,
    'broker-without-login',
    ['broker-url'],
    (random) =>
      hosted(
        random,
        'worker.py',
        `BROKER_URL = "redis://localhost:6379/0"\nRESULT_BACKEND = "redis://cache.${domain(random)}:6379/1"`,
      ),
    (random) =>
      hosted(random, 'bus.go', `const servers = "nats://n1.${domain(random)}:4222,nats://n2.${domain(random)}:4222"`),
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        code`
          spring.kafka.bootstrap-servers=kafka-1:9092,kafka-2:9092
          spring.rabbitmq.addresses=amqp://${address(random)}:5672
        `,
      ),
  ),
  ...negatives(
    random,
    'connection-without-password',
    ['connection-string'],
    (random) =>
      hosted(
        random,
        'Store.cs',
        line`
          private const string Db = "Server=${address(random)};Database=${thing(random)}s;Trusted_Connection=True;Encr
          ypt=True";
        `,
      ),
    (random) =>
      hosted(
        random,
        'Local.cs',
        code`
          private const string Db = "Data Source=app.db;Cache=Shared";
          private const string Cloud = "Server=tcp:x.database.windows.net;Authentication=Active Directory Managed Identity";
        `,
      ),
    (random) =>
      hosted(
        random,
        'Load.java',
        line`
          static final String URL = "jdbc:postgresql://${address(random)}:5432/${thing(random)}s?ssl=true&passwordEncr
          yption=scram-sha-256";
        `,
      ),
  ),
  ...negatives(
    random,
    'connection-documented',
    ['connection-string', 'database-url'],
    (random) =>
      hosted(
        random,
        'docs/database.md',
        [
          '    Server=myServerName,1433;Database=myDb;User Id=myUser;Password=<password>;',
          '    jdbc:mysql://HOST:3306/DB?user=USER&password=PASSWORD',
          '    mongodb+srv://<username>:<password>@<cluster>.mongodb.net/',
        ].join('\n'),
      ),
    (random) =>
      hosted(
        random,
        'store.go',
        `// DSN is user:password@tcp(host:port)/database, see the driver.\nconst dsnFormat = "%s:%s@tcp(%s)/%s"`,
      ),
  ),
  ...negatives(
    random,
    'proxy-documented',
    ['http-url'],
    (random) =>
      hosted(
        random,
        'docs/proxy.md',
        [
          '    export https_proxy=http://USERNAME:PASSWORD@proxy.example.com:3128',
          '    npm config set proxy http://[user]:[password]@[host]:[port]',
        ].join('\n'),
      ),
    (random) => hosted(random, 'proxy.py', `# "http://user:pass@host:port", or None\nPROXY = None`),
  ),
  ...negatives(
    random,
    'webhook-routes',
    ['webhook-url'],
    (random) =>
      hosted(
        random,
        'routes.rb',
        `post '/webhooks/stripe', to: 'webhooks#stripe'\nWEBHOOK_URL = 'https://api.${domain(random)}/webhooks/github'`,
      ),
    (random) =>
      hosted(
        random,
        'hooks.ts',
        `const webhookUrl = process.env.SLACK_WEBHOOK_URL ?? ''\nconst base = 'https://hooks.slack.com/services/'`,
      ),
  ),
]
