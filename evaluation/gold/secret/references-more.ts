// Negatives: secrets by reference in clusters and homes, encrypted, asked for, generated or read.
import { base64, type Cases, code, negatives, wrapped } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const indirectCases: Cases = (random) => [
  ...negatives(
    random,
    'home-automation-secret-tag',
    ['password-assignment', 'token-assignment'],
    () => ({
      path: 'esphome/plug.yaml',
      content: code`
      esphome:
        name: plug-kitchen
      esp8266:
        board: esp01_1m
      wifi:
        ssid: !secret wifi_ssid
        password: !secret wifi_password
      api:
        encryption:
          key: !secret api_key
      ota:
        password: !secret ota_password`,
    }),
    () => ({
      path: 'configuration.yaml',
      content: code`
      homeassistant:
        name: Home
        unit_system: metric
      notify:
        - platform: telegram
          api_key: !secret telegram_key
      mqtt:
        password: !env_var MQTT_PASSWORD`,
    }),
  ),
  ...negatives(
    random,
    'cluster-secret-reference',
    ['password-assignment', 'encoded'],
    (random) => ({
      path: 'k8s/deployment.yaml',
      content: code`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: ${thing(random).replace('_', '-')}
      spec:
        template:
          spec:
            containers:
              - name: api
                image: ghcr.io/kestrel/api:2.4.0
                env:
                  - name: DATABASE_PASSWORD
                    valueFrom:
                      secretKeyRef:
                        name: db-credentials
                        key: password
                volumeMounts:
                  - name: tls
                    mountPath: /etc/tls
            volumes:
              - name: tls
                secret:
                  secretName: api-tls`,
    }),
    () => ({
      path: 'k8s/external-secret.yaml',
      content: code`
      apiVersion: external-secrets.io/v1beta1
      kind: ExternalSecret
      metadata:
        name: db
      spec:
        secretStoreRef:
          kind: ClusterSecretStore
          name: vault
        target:
          name: db-credentials
        data:
          - secretKey: password
            remoteRef:
              key: secret/data/prod/db
              property: password`,
    }),
  ),
  ...negatives(random, 'encrypted-by-sops', ['password-assignment', 'encoded'], (random) => ({
    path: 'secrets.enc.yaml',
    content: code`
      db:
          user: ENC[AES256_GCM,data:${base64(random.bytes(5))},iv:${base64(random.bytes(32))},tag:${base64(random.bytes(16))},type:str]
          password: ENC[AES256_GCM,data:${base64(random.bytes(20))},iv:${base64(random.bytes(32))},tag:${base64(random.bytes(16))},type:str]
      sops:
          kms: []
          lastmodified: "2023-08-01T10:00:00Z"
          mac: ENC[AES256_GCM,data:${base64(random.bytes(60))},iv:${base64(random.bytes(32))},tag:${base64(random.bytes(16))},type:str]
          version: 3.7.3`,
  })),
  ...negatives(
    random,
    'encrypted-by-cluster-or-vault',
    ['encoded', 'password-assignment'],
    (random) => ({
      path: 'k8s/sealed.yaml',
      content: code`
      apiVersion: bitnami.com/v1alpha1
      kind: SealedSecret
      metadata:
        name: api
        namespace: prod
      spec:
        encryptedData:
          DB_PASSWORD: AgB${base64(random.bytes(270))}`,
    }),
    (random) =>
      hosted(
        random,
        'group_vars/prod.yml',
        code`
      db_password: !vault |
        $ANSIBLE_VAULT;1.1;AES256
        ${wrapped(random.text('digits', 240), 80)}`,
      ),
  ),
  ...negatives(
    random,
    'encrypted-for-build-service',
    ['ci', 'token-assignment'],
    (random) => ({
      path: '.travis.yml',
      content: code`
      language: python
      python: ['3.8', '3.9']
      env:
        global:
          - secure: "${base64(random.bytes(256))}"
      install: pip install tox
      script: tox`,
    }),
    (random) => ({
      path: 'appveyor.yml',
      content: code`
      image: Visual Studio 2022
      environment:
        nuget_key:
          secure: ${base64(random.bytes(48))}
      build_script: dotnet build -c Release
      deploy:
        provider: NuGet
        api_key:
          secure: ${base64(random.bytes(48))}`,
    }),
  ),
  ...negatives(
    random,
    'asked-from-the-user',
    ['password-assignment'],
    (random) =>
      hosted(random, 'login.py', { body: `username = input("User: ")\npassword = getpass.getpass("Password: ")` }),
    (random) =>
      hosted(random, 'setup.sh', {
        body: `read -r -s -p "Database password: " DB_PASSWORD\necho\nexport PGPASSWORD="$DB_PASSWORD"`,
      }),
    (random) =>
      hosted(random, 'Ask.ps1', {
        body: code`
          $credential = Get-Credential -UserName 'svc' -Message 'Password'
          $secret = Read-Host -AsSecureString 'Client secret'
        `,
      }),
  ),
  ...negatives(
    random,
    'generated-at-run-time',
    ['token-assignment', 'password-assignment'],
    (random) =>
      hosted(random, 'setup.sh', {
        body: `SECRET_KEY=$(openssl rand -base64 48)\nPASSWORD="$(tr -dc 'A-Za-z0-9' < /dev/urandom | head -c 24)"`,
      }),
    (random) =>
      hosted(random, 'users.py', {
        body: code`
          token = secrets.token_urlsafe(32)
          password = ''.join(random.choice(string.ascii_letters + string.digits) for _ in range(16))
        `,
      }),
    (random) =>
      hosted(
        random,
        'keys.ts',
        `const sessionSecret = randomBytes(32).toString('hex')\nconst apiKey = \`key_\${crypto.randomUUID()}\``,
      ),
  ),
  ...negatives(
    random,
    'read-from-file',
    ['token-assignment', 'private-key'],
    (random) => hosted(random, 'sign.js', `const privateKey = fs.readFileSync('/run/secrets/jwt.key', 'utf8');`),
    (random) =>
      hosted(random, 'push.sh', {
        body: code`
          TOKEN=$(cat ~/.config/${thing(random)}/token)
          curl -H "Authorization: Bearer $TOKEN" https://api.internal/push
        `,
      }),
    (random) =>
      hosted(
        random,
        'infra/ssh.tf',
        `resource "aws_key_pair" "deploy" {\n  key_name   = "deploy"\n  public_key = file("~/.ssh/id_rsa.pub")\n}`,
      ),
  ),
]
