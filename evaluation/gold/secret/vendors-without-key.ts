// Negatives: settings of hosted services that hold an id, a lookup or a placeholder, and no key.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const vendorCases: Cases = (random) => [
  ...negatives(
    random,
    'infrastructure-notes',
    ['cloud', 'kubeconfig'],
    (random) =>
      hosted(
        random,
        'docs/deploy.md',
        code`
      ## Deploy

          fly auth login
          fly secrets set SECRET_KEY=$(openssl rand -hex 32)
          heroku config:set API_TOKEN="$API_TOKEN"
          kubectl create secret docker-registry regcred --docker-username="$USER" --docker-password="$PASSWORD"`,
      ),
    (random) =>
      hosted(
        random,
        'docs/join.md',
        '    kubeadm join <control-plane>:6443 --token <token> --discovery-token-ca-cert-hash sha256:<hash>',
      ),
  ),
  ...negatives(
    random,
    'monitoring-without-key',
    ['monitoring'],
    (random) =>
      hosted(
        random,
        'agent.yaml',
        code`
      datadog:
        api_key: \${DD_API_KEY}
        site: datadoghq.eu
      newrelic:
        license_key: <%= ENV['NEW_RELIC_LICENSE_KEY'] %>`,
      ),
    (random) =>
      hosted(
        random,
        'metrics.go',
        `const apiKeyHeader = "DD-API-KEY"\nconst licenseKeyName = "new_relic_license_key_not_configured"`,
      ),
  ),
  ...negatives(
    random,
    'vendor-software-without-key',
    ['saas', 'commerce'],
    (random) =>
      hosted(
        random,
        'sync.py',
        `NOTION_DATABASE = "${random.text('hex', 32)}"\nNOTION_TOKEN = os.environ["NOTION_TOKEN"]`,
      ),
    (random) => ({
      ...hosted(
        random,
        'shop.ts',
        line`
          const shop = { domain: 'kestrel.myshopify.com', collection: 'gid://shopify/Collection/
          ${random.text('digits', 12)}', variant: 'gid://shopify/ProductVariant/${random.text('digits', 14)}' }
        `,
      ),
      classes: ['commerce'],
    }),
    (random) =>
      hosted(
        random,
        'board.js',
        code`
          const baseId = 'app${random.text('alphanumeric', 14)}';
          const figmaFile = '${random.text('alphanumeric', 22)}';
        `,
      ),
  ),
  ...negatives(
    random,
    'source-host-without-token',
    ['gitlab', 'source-hosting'],
    (random) => ({
      ...hosted(random, 'mirror.sh', {
        body: code`
          glab auth login --stdin < "$HOME/.glab-token"
          curl --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "$CI_API_V4_URL/projects/$CI_PROJECT_ID"
        `,
      }),
      classes: ['gitlab'],
    }),
    (random) => ({
      ...hosted(
        random,
        'docs/bitbucket.md',
        [
          '    git clone https://x-token-auth:{access_token}@bitbucket.org/team/repo.git',
          '    curl -u you@example.com:<API token> https://your-domain.atlassian.net/rest/api/3/myself',
        ].join('\n'),
      ),
      classes: ['source-hosting'],
    }),
  ),
  ...negatives(
    random,
    'version-and-product-numbers',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'products.py',
        code`
          PRODUCT_KEY_COLUMN = "sku"
          SKUS = ["AX-${random.text('digits', 4)}-BLK-${random.text('digits', 2)}", "TK-${random.text('digits', 5)}/${random.text('upperDigits', 4)}"]
          BUILD = "2023.11.${random.text('digits', 3)}-rc.2+${random.text('hex', 7)}"
        `,
      ),
    (random) =>
      hosted(
        random,
        'build.gradle',
        code`
          ext {
              tokenLibrary = 'com.auth0:java-jwt:4.4.0'
              keyVersion = '1.77.0-20231103.${random.text('digits', 6)}-4'
          }
        `,
      ),
  ),
  ...negatives(random, 'telephony-numbers', ['telephony'], (random) =>
    hosted(
      random,
      'calls.js',
      code`
        const from = '+4930${random.text('digits', 8)}';
        const messagingService = 'MG${random.text('hex', 32)}';
        const authToken = process.env.TWILIO_AUTH_TOKEN;
      `,
    ),
  ),
  ...negatives(
    random,
    'mail-settings-without-key',
    ['mail'],
    (random) =>
      hosted(
        random,
        'mail.php',
        `$mailer = ['host' => 'smtp.sendgrid.net', 'username' => 'apikey', 'password' => getenv('SENDGRID_API_KEY')];`,
      ),
    (random) =>
      hosted(
        random,
        'mail.py',
        code`
          TEMPLATE_ID = "d-${random.text('hex', 32)}"
          LIST_ID = "${random.text('hex', 10)}"
          MAILGUN_KEY = config("MAILGUN_KEY", default="")
        `,
      ),
  ),
]
