// Negatives: templates and compose files that take their secrets from elsewhere.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const templatePlaceholderCases: Cases = (random) => [
  ...negatives(
    random,
    'kubeconfig-template',
    ['kubeconfig'],
    () => ({
      path: 'docs/kubeconfig.yaml',
      content: code`
      apiVersion: v1
      kind: Config
      clusters:
        - name: kubernetes
          cluster:
            certificate-authority-data: DATA+OMITTED
            server: https://127.0.0.1:6443
      users:
        - name: kubernetes-admin
          user:
            client-certificate-data: REDACTED
            client-key-data: REDACTED
      contexts:
        - name: admin
          context: { cluster: kubernetes, user: kubernetes-admin }
      current-context: admin`,
    }),
    () => ({
      path: 'ci/kubeconfig.tpl',
      content: code`
      apiVersion: v1
      kind: Config
      clusters:
        - name: target
          cluster:
            server: {{ .Server }}
            certificate-authority-data: {{ .CA }}
      users:
        - name: ci
          user:
            token: {{ .Token }}
      contexts:
        - name: ci
          context: { cluster: target, user: ci }`,
    }),
  ),
  ...negatives(
    random,
    'service-account-template',
    ['service-account', 'private-key'],
    () => ({
      path: 'serviceAccount.example.json',
      content: code`
      {
        "type": "service_account",
        "project_id": "your-project-id",
        "private_key_id": "your-private-key-id",
        "private_key": "${'-----BEGIN'} PRIVATE KEY-----\nYOUR_PRIVATE_KEY\n-----END PRIVATE KEY-----\n",
        "client_email": "name@your-project-id.iam.gserviceaccount.com",
        "client_id": "000000000000000000000",
        "token_uri": "https://oauth2.googleapis.com/token"
      }`,
    }),
    (random) =>
      hosted(
        random,
        'gcp.ts',
        code`
      type ServiceAccount = {
        type: 'service_account'
        project_id: string
        private_key: string
        client_email: string
      }`,
      ),
  ),
  ...negatives(
    random,
    'key-file-template',
    ['private-key'],
    () => ({
      path: 'templates/tls-secret.yaml',
      content: code`
      apiVersion: v1
      kind: Secret
      metadata:
        name: {{ include "app.fullname" . }}-tls
      type: kubernetes.io/tls
      data:
        tls.crt: {{ .Values.tls.crt | b64enc }}
        tls.key: {{ .Values.tls.key | b64enc }}`,
    }),
    () => ({
      path: 'docs/tls.md',
      content: code`
      # TLS

      The key file must look like this:

      \`\`\`
      ${'-----BEGIN'} PRIVATE KEY-----
      <base64 encoded key>
      -----END PRIVATE KEY-----
      \`\`\`

      Make one with \`openssl genpkey -algorithm ed25519 -out server.key\`.`,
    }),
  ),
  ...negatives(
    random,
    'compose-with-variables',
    ['password-assignment'],
    (random) => ({
      path: 'docker-compose.yml',
      content: code`
      services:
        db:
          image: postgres:16
          environment:
            POSTGRES_USER: \${DB_USER}
            POSTGRES_PASSWORD: \${DB_PASSWORD:?set it in .env}
            POSTGRES_DB: ${thing(random)}s
        web:
          image: ghcr.io/kestrel/web:\${TAG:-latest}
          environment:
            - DATABASE_URL=postgres://\${DB_USER}:\${DB_PASSWORD}@db:5432/${thing(random)}s`,
    }),
    () => ({
      path: 'compose.yaml',
      content: code`
      services:
        db:
          image: mysql:8
          environment:
            MYSQL_ROOT_PASSWORD_FILE: /run/secrets/db_root
          secrets: [db_root]
      secrets:
        db_root:
          file: ./secrets/db_root.txt`,
    }),
  ),
  ...negatives(
    random,
    'default-password-on-localhost',
    ['password-assignment', 'database-url'],
    () => ({
      path: '.github/workflows/test.yml',
      content: code`
      name: test
      on: [push, pull_request]
      jobs:
        unit:
          runs-on: ubuntu-latest
          services:
            postgres:
              image: postgres:15
              env:
                POSTGRES_PASSWORD: postgres
              ports: ['5432:5432']
          steps:
            - uses: actions/checkout@v4
            - run: pip install -r requirements.txt
            - run: pytest
              env:
                DATABASE_URL: postgresql://postgres:postgres@localhost:5432/test`,
    }),
    (random) =>
      hosted(
        random,
        'config/database.yml',
        code`
      development:
        adapter: postgresql
        host: localhost
        username: postgres
        password: postgres`,
      ),
  ),
]
