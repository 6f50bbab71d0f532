// Negatives: sample files that people copy and fill in.
import { type Cases, code, negatives, windows } from './form.ts'
import { thing } from './words.ts'

export const samplePlaceholderCases: Cases = (random) => [
  ...negatives(
    random,
    'sample-environment-file',
    ['token-assignment', 'password-assignment'],
    (random) => ({
      path: '.env.example',
      content: code`
      NODE_ENV=development
      PORT=3000
      DATABASE_URL=postgresql://user:password@localhost:5432/${thing(random)}s
      JWT_SECRET=your-jwt-secret
      STRIPE_SECRET_KEY=sk_test_xxx
      STRIPE_WEBHOOK_SECRET=whsec_xxx
      MAIL_PASSWORD=`,
    }),
    (random) => ({
      path: 'backend/.env.sample',
      content: code`
      # copy to .env and fill in
      SECRET_KEY=change-this-to-a-long-random-string
      POSTGRES_USER=${thing(random)}
      POSTGRES_PASSWORD=changeme
      AWS_ACCESS_KEY_ID=
      AWS_SECRET_ACCESS_KEY=
      SENTRY_DSN=`,
    }),
    (random) => ({
      path: '.env.template',
      content: code`
      OPENAI_API_KEY=<your openai key>
      PINECONE_API_KEY=<your pinecone key>
      PINECONE_INDEX=${thing(random)}s
      LOG_LEVEL=info`,
    }),
  ),
  ...negatives(random, 'chart-values-without-secret', ['password-assignment'], (random) => ({
    path: 'charts/app/values.yaml',
    content: code`
      replicaCount: 2
      image:
        repository: ghcr.io/kestrel/${thing(random)}
        tag: 1.14.2
      postgresql:
        enabled: true
        auth:
          username: app
          # a random one is made when this is empty
          password: ""
          existingSecret: ""
          secretKeys:
            adminPasswordKey: postgres-password
      ingress:
        tls:
          - secretName: app-tls`,
  })),
  ...negatives(random, 'wordpress-sample', ['password-assignment', 'token-assignment'], () => ({
    path: 'wp-config-sample.php',
    content: code`
      <?php
      define( 'DB_NAME', 'database_name_here' );
      /** Database username */
      define( 'DB_USER', 'username_here' );
      /** Database password */
      define( 'DB_PASSWORD', 'password_here' );
      define( 'DB_HOST', 'localhost' );

      define( 'AUTH_KEY',         'put your unique phrase here' );
      define( 'SECURE_AUTH_KEY',  'put your unique phrase here' );
      define( 'NONCE_SALT',       'put your unique phrase here' );

      $table_prefix = 'wp_';`,
  })),
  ...negatives(
    random,
    'settings-with-hint',
    ['connection-string', 'password-assignment'],
    () => ({
      path: 'appsettings.json',
      content: windows(code`
      {
        "ConnectionStrings": {
          "Default": "Server=myServerAddress;Database=myDataBase;User Id=myUsername;Password=myPassword;"
        },
        "Jwt": { "Key": "<set with dotnet user-secrets>", "Issuer": "shop" },
        "AllowedHosts": "*"
      }`),
    }),
    () => ({
      path: 'config.sample.yml',
      content: code`
      database:
        dsn: "host=DB_HOST user=DB_USER password=DB_PASSWORD dbname=DB_NAME"
        pool: 5
      smtp:
        username: you@example.com
        password: secret-goes-here`,
    }),
  ),
  ...negatives(
    random,
    'login-file-of-registry-by-variable',
    ['netrc', 'package-registry'],
    () => ({
      path: '.npmrc',
      content: [
        '@kestrel:registry=https://npm.pkg.github.com',
        '//npm.pkg.github.com/:_authToken=${NODE_AUTH_TOKEN}',
        'always-auth=true',
        '',
      ].join('\n'),
    }),
    () => ({
      path: 'frontend/.npmrc',
      content: 'registry=https://registry.npmjs.org/\nsave-exact=true\nengine-strict=true\nfund=false\n',
    }),
    () => ({
      path: 'docs/pypirc.md',
      content: code`
      # Uploading

      Put this into \`~/.pypirc\`:

          [pypi]
          username = __token__
          password = <your API token, starts with pypi->

      and run \`twine upload dist/*\`.`,
    }),
  ),
  ...negatives(
    random,
    'login-file-documented',
    ['netrc'],
    () => ({
      path: 'docs/netrc.md',
      content: code`
      # Credentials for git over HTTP

      Git reads \`~/.netrc\`:

          machine git.example.com
          login YOUR_USERNAME
          password YOUR_PERSONAL_ACCESS_TOKEN

      The file must be readable by you only: \`chmod 600 ~/.netrc\`.`,
    }),
    () => ({
      path: 'docs/pgpass.md',
      content: code`
      Each line of .pgpass has the form

          hostname:port:database:username:password

      The first four fields may be \`*\`. A literal colon is written as \`\:\`.`,
    }),
  ),
  ...negatives(random, 'docker-login-by-helper', ['netrc'], () => ({
    path: 'home/.docker/config.json',
    content: code`
      {
        "auths": {
          "https://index.docker.io/v1/": {},
          "ghcr.io": {}
        },
        "credsStore": "osxkeychain",
        "credHelpers": { "eu.gcr.io": "gcloud" },
        "experimental": "disabled"
      }`,
  })),
]
