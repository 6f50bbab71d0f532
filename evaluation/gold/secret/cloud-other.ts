// Positives: credentials of the other clouds and of secret stores.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  alibabaId,
  cloudflareKey,
  cloudflareToken,
  databricks,
  digitalOcean,
  doppler,
  fly,
  heroku,
  netlify,
  planetscale,
  pulumi,
  render,
  scaleway,
  supabase,
  tencentId,
  terraformCloud,
  vault,
} from './tokens-cloud.ts'
import { domain, person } from './words.ts'

export const cloudCases: Cases = (random) => [
  ...positives(
    random,
    'digitalocean-token',
    ['cloud'],
    (random) =>
      hosted(
        random,
        'droplets.tf',
        code`
      variable "do_token" {
        type    = string
        default = "${digitalOcean(random)}"
      }`,
      ),
    (random) =>
      hosted(random, 'ops/droplets.rb', `CLIENT = DropletKit::Client.new(access_token: '${digitalOcean(random)}')`),
  ),
  ...positives(
    random,
    'alibaba-key-pair',
    ['cloud'],
    (random) =>
      hosted(
        random,
        'src/main/java/com/mall/OssUtil.java',
        code`
      // 阿里云 OSS 配置
      private static final String ENDPOINT = "oss-cn-hangzhou.aliyuncs.com";
      private static final String ACCESS_KEY_ID = "${alibabaId(random)}";
      private static final String ACCESS_KEY_SECRET = "${random.text('alphanumeric', 30)}";`,
      ),
    (random) =>
      hosted(
        random,
        'application-prod.yml',
        code`
      aliyun:
        sms:
          access-key-id: ${alibabaId(random)}
          access-key-secret: ${random.text('alphanumeric', 30)}
          sign-name: 商城`,
      ),
  ),
  ...positives(
    random,
    'tencent-key-pair',
    ['cloud'],
    (random) =>
      hosted(
        random,
        'server/cos.js',
        code`
      const cos = new COS({
        SecretId: '${tencentId(random)}',
        SecretKey: '${random.text('alphanumeric', 32)}',
      });`,
      ),
    (random) =>
      hosted(
        random,
        'scripts/ddns.py',
        code`
      SECRET_ID = "${tencentId(random)}"
      SECRET_KEY = "${random.text('alphanumeric', 32)}"
      DOMAIN = "${domain(random)}"`,
      ),
  ),
  ...positives(
    random,
    'cloudflare-credentials',
    ['cloud'],
    (random) =>
      hosted(random, 'dns/update.sh', {
        body: code`
      curl -sX PATCH "https://api.cloudflare.com/client/v4/zones/${random.text('hex', 32)}/dns_records/${random.text('hex', 32)}" \
        -H "X-Auth-Email: admin@${domain(random)}" \
        -H "X-Auth-Key: ${cloudflareKey(random)}" \
        --data "{\"content\":\"$(curl -s ifconfig.me)\"}"`,
      }),
    (random) =>
      hosted(
        random,
        'certbot/cloudflare.ini',
        `# needs Zone:DNS:Edit\ndns_cloudflare_api_token = ${cloudflareToken(random)}`,
      ),
  ),
  ...positives(
    random,
    'heroku-key',
    ['cloud'],
    (random) => ({
      path: '.github/workflows/deploy.yml',
      content: code`
      name: deploy
      on:
        push:
          branches: [main]
      jobs:
        heroku:
          runs-on: ubuntu-22.04
          steps:
            - uses: actions/checkout@v4
            - uses: akhileshns/heroku-deploy@v3.13.15
              with:
                heroku_api_key: ${heroku(random)}
                heroku_app_name: ${random.text('lower', 6)}-api
                heroku_email: ${person(random)}@${domain(random)}`,
    }),
    (random) => hosted(random, 'bin/restart.sh', `export HEROKU_API_KEY=${random.uuid()}`),
  ),
  ...positives(
    random,
    'platform-deploy-tokens',
    ['cloud'],
    (random) =>
      hosted(random, 'scripts/release.sh', { body: `FLY_API_TOKEN="${fly(random)}" flyctl deploy --remote-only` }),
    (random) =>
      hosted(random, 'scripts/publish-site.sh', {
        body: `npx netlify deploy --prod --dir=dist --auth ${netlify(random)}`,
      }),
    (random) => hosted(random, 'ops/scale.py', `RENDER_API_KEY = "${render(random)}"`),
  ),
  ...positives(
    random,
    'vault-and-doppler-token',
    ['cloud'],
    (random) =>
      hosted(
        random,
        'ops/unseal.sh',
        code`
      export VAULT_ADDR=https://vault.${domain(random)}:8200
      export VAULT_TOKEN=${vault(random)}`,
      ),
    (random) => hosted(random, 'Dockerfile', `ENV DOPPLER_TOKEN=${doppler(random)}`),
  ),
  ...positives(
    random,
    'infrastructure-cli-token',
    ['cloud'],
    (random) => ({
      path: 'home/.terraformrc',
      content: code`
      plugin_cache_dir = "$HOME/.terraform.d/plugin-cache"

      credentials "app.terraform.io" {
        token = "${terraformCloud(random)}"
      }`,
    }),
    (random) => hosted(random, 'ci/preview.sh', `PULUMI_ACCESS_TOKEN=${pulumi(random)}; export PULUMI_ACCESS_TOKEN`),
  ),
  ...positives(
    random,
    'data-platform-token',
    ['cloud'],
    (random) =>
      hosted(
        random,
        'analysis/load.ipynb',
        code`
      from databricks import sql
      conn = sql.connect(server_hostname="adb-${random.text('digits', 16)}.7.azuredatabricks.net",
                         http_path="/sql/1.0/warehouses/${random.text('hex', 16)}",
                         access_token="${databricks(random)}")`,
      ),
    (random) => hosted(random, 'scripts/dump.js', `const SUPABASE_ACCESS_TOKEN = '${supabase(random)}'`),
    (random) => ({
      ...hosted(
        random,
        '.env.production',
        line`
          DATABASE_URL='mysql://${random.text('lowerDigits', 20)}:${planetscale(random)}@aws.connect.psdb.cloud/main?s
          sl={"rejectUnauthorized":true}'
        `,
      ),
      classes: ['cloud', 'database-url'],
    }),
  ),
  ...positives(random, 'scaleway-pair', ['cloud'], (random) =>
    hosted(
      random,
      'infra/scaleway.tf',
      code`
      provider "scaleway" {
        access_key = "${scaleway(random)}"
        secret_key = "${random.uuid()}"
        zone       = "fr-par-1"
      }`,
    ),
  ),
]
