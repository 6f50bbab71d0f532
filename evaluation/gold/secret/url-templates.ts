// Negatives: URLs and connection strings put together from variables.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const urlTemplateCases: Cases = (random) => [
  ...negatives(
    random,
    'url-by-template',
    ['database-url', 'http-url'],
    (random) =>
      hosted(
        random,
        'db.py',
        code`
          DATABASE_URL = f"postgresql://{settings.user}:{settings.password}@{settings.host}/{settings.name}"
          LEGACY = "mysql://%(user)s:%(password)s@%(host)s/%(name)s"
        `,
      ),
    (random) =>
      hosted(random, 'db.ts', `const url = \`mongodb+srv://\${user}:\${password}@\${host}/app?retryWrites=true\``),
    (random) =>
      hosted(random, 'db.go', {
        body: `dsn := fmt.Sprintf("postgres://%s:%s@%s:%d/%s", user, password, host, port, name)\n_ = dsn`,
      }),
  ),
  ...negatives(
    random,
    'connection-by-template',
    ['connection-string', 'broker-url'],
    (random) =>
      hosted(random, 'Store.cs', {
        body: `var cs = $"Server={host};Database={name};User Id={user};Password={password};";`,
      }),
    (random) =>
      hosted(random, 'broker.rb', { body: `url = "amqp://#{ENV['MQ_USER']}:#{ENV['MQ_PASSWORD']}@#{host}:5672"` }),
    (random) =>
      hosted(random, 'clone.sh', {
        body: code`
          git clone "https://oauth2:\${GITLAB_TOKEN}@gitlab.com/kestrel/app.git"
          git clone https://$USER:$PASS@git.local/app.git
        `,
      }),
  ),
]
