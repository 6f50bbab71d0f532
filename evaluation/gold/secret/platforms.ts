// Keys without a name, and those of clouds, source hosts and build services, with what looks like them.
import { type Written, writtenCases } from './written.ts'

const list: readonly Written[] = [
  {
    family: 'dsa-key-file',
    positive: true,
    classes: ['private-key'],
    variants: [
      {
        path: 'config/id_dsa',
        whole: `-----BEGIN DSA PRIVATE KEY-----
⟦pem:308201bb02010002818100:436⟧
-----END DSA PRIVATE KEY-----`,
      },
    ],
  },
  {
    family: 'dsa-key-in-code',
    positive: true,
    classes: ['private-key'],
    variants: [
      {
        path: 'deploy.py',
        top: `DEPLOY_KEY = """-----BEGIN DSA PRIVATE KEY-----
⟦pem:308201bb02010002818100:436⟧
-----END DSA PRIVATE KEY-----"""`,
      },
    ],
  },
  {
    family: 'key-under-passphrase',
    positive: true,
    classes: ['private-key'],
    variants: [
      {
        path: 'certs/server.key',
        whole: `-----BEGIN ENCRYPTED PRIVATE KEY-----
⟦pem:308204bd304f06092a864886f70d01050d3042302106092a864886f70d01050c3014:1168⟧
-----END ENCRYPTED PRIVATE KEY-----`,
      },
      {
        path: 'chart/values.yaml',
        top: `signing:
  key: |
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    ⟦pem:308204bd304f06092a864886f70d01050d3042302106092a864886f70d01050c3014:560⟧
    -----END ENCRYPTED PRIVATE KEY-----`,
      },
    ],
  },
  {
    family: 'commercial-ssh-key',
    positive: true,
    classes: ['private-key'],
    variants: [
      {
        path: 'keys/backup',
        whole: `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
Comment: "2048-bit rsa, backup@shop, Tue Mar 04 2014 10:12:03"
⟦pem:3f6ff9eb0000035e0000002669662d6d6f646e:820⟧
---- END SSH2 ENCRYPTED PRIVATE KEY ----`,
      },
    ],
  },
  {
    family: 'key-without-armour',
    positive: true,
    classes: ['private-key'],
    variants: [
      {
        path: 'src/Signer.java',
        top: `private static final String PRIVATE_KEY = "⟦raw:308204bd020100300d06092a864886f70d0101010500048204a7308204a30201000282010100:1180⟧";`,
      },
      { path: 'pay/settings.py', top: `ALIPAY_APP_PRIVATE_KEY = "⟦raw:308204a40201000282010100:1180⟧"` },
    ],
  },
  {
    family: 'key-pair-by-itself',
    positive: true,
    classes: ['aws'],
    variants: [
      {
        path: 'accessKeys.csv',
        whole: `Access key ID,Secret access key
AKIA⟦base32:16⟧,⟦base64:40⟧`,
      },
      {
        path: 'scripts/sync.sh',
        top: `mc alias set store https://s3.eu-west-1.amazonaws.com AKIA⟦base32:16⟧ ⟦base64:40⟧`,
      },
      { path: 'upload.js', top: `const store = connect('eu-central-1', 'AKIA⟦base32:16⟧', '⟦base64:40⟧')` },
    ],
  },
  {
    family: 'bedrock-key',
    positive: true,
    classes: ['aws'],
    variants: [
      {
        path: 'chat.py',
        top: `os.environ["AWS_BEARER_TOKEN_BEDROCK"] = "ABSK⟦b64:BedrockAPIKey-⟦lowerDigits:4⟧-at-⟦digits:12⟧:⟦base64:61⟧⟧"`,
      },
    ],
  },
  {
    family: 'appsync-key',
    positive: true,
    classes: ['aws'],
    variants: [
      {
        path: 'src/aws-exports.js',
        top: `const awsmobile = {
  aws_project_region: 'eu-west-1',
  aws_appsync_graphqlEndpoint: 'https://⟦lowerDigits:26⟧.appsync-api.eu-west-1.amazonaws.com/graphql',
  aws_appsync_authenticationType: 'API_KEY',
  aws_appsync_apiKey: 'da2-⟦lowerDigits:26⟧',
}`,
      },
    ],
  },
  {
    family: 'devops-personal-token',
    positive: true,
    classes: ['azure'],
    variants: [
      { path: 'pipelines/release.ps1', top: `$env:AZURE_DEVOPS_EXT_PAT = '⟦azdo:52⟧'` },
      {
        path: 'nuget.sh',
        top: `export SYSTEM_ACCESSTOKEN=⟦alphanumeric:52⟧JQQJ99⟦upperDigits:4⟧⟦alphanumeric:14⟧AZDO⟦alphanumeric:4⟧`,
      },
      {
        path: 'boards.py',
        top: `AZURE_DEVOPS_PAT = "⟦azdo:52⟧"
credentials = BasicAuthentication("", AZURE_DEVOPS_PAT)`,
      },
    ],
  },
  {
    family: 'alibaba-pair',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'oss.py',
        top: `auth = oss2.Auth("LTAI5t⟦alphanumeric:18⟧", "⟦alphanumeric:30⟧")
ALIBABA_CLOUD_ACCESS_KEY_SECRET = "⟦alphanumeric:30⟧"`,
      },
      {
        path: 'src/main/resources/application.properties',
        top: `aliyun.oss.accessKeyId=LTAI5t⟦alphanumeric:18⟧
aliyun.oss.accessKeySecret=⟦alphanumeric:30⟧`,
      },
    ],
  },
  {
    family: 'origin-ca-key',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'dns.env', top: `CLOUDFLARE_ORIGIN_CA_KEY=v1.0-⟦hex:24⟧-⟦hex:146⟧` }],
  },
  {
    family: 'cloudflare-prefixed-token',
    positive: true,
    classes: ['cloud'],
    variants: [
      { path: 'wrangler.sh', top: `export CLOUDFLARE_API_TOKEN=cfut_⟦alphanumeric:40⟧⟦hex:8⟧` },
      { path: 'purge.py', top: `client = Cloudflare(api_token="cfat_⟦alphanumeric:40⟧⟦hex:8⟧")` },
    ],
  },
  {
    family: 'netlify-personal',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'deploy.sh', top: `netlify deploy --prod --auth nfp_⟦alphanumeric:36⟧ --dir dist` }],
  },
  {
    family: 'scalingo-deploy',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'ci/deploy.sh', top: `scalingo login --api-token tk-us-⟦base64url:48⟧` }],
  },
  {
    family: 'yandex-service-key',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'translate.go', top: `const apiKey = "AQVN⟦base64url:36⟧"` }],
  },
  {
    family: 'openshift-login',
    positive: true,
    classes: ['cloud'],
    variants: [
      { path: 'login.sh', top: `oc login --token=sha256~⟦base64url:43⟧ --server=https://api.prod.shop.io:6443` },
    ],
  },
  {
    family: 'infracost-account',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: '.env', top: `INFRACOST_API_KEY=ico-⟦alphanumeric:32⟧` }],
  },
  {
    family: 'prefect-user-key',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'flows/profile.toml', top: `PREFECT_API_KEY = "pnu_⟦lowerDigits:36⟧"` }],
  },
  {
    family: 'fastly-purge',
    positive: true,
    classes: ['cloud'],
    variants: [
      { path: 'purge.rb', top: `FASTLY_API_TOKEN = '⟦base64url:32⟧'` },
      {
        path: 'purge.sh',
        top: `curl -X POST -H "Fastly-Key: ⟦alphanumeric:32⟧" https://api.fastly.com/service/⟦alphanumeric:22⟧/purge_all`,
      },
    ],
  },
  {
    family: 'akamai-edgerc',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: '.edgerc',
        whole: `[default]
client_secret = ⟦base64:43⟧=
host = akab-⟦lowerDigits:16⟧-⟦lowerDigits:16#2⟧.luna.akamaiapis.net
access_token = akab-⟦lowerDigits:16#3⟧-⟦lowerDigits:16#4⟧
client_token = akab-⟦lowerDigits:16#5⟧-⟦lowerDigits:16#6⟧`,
      },
    ],
  },
  {
    family: 'vercel-token-in-ci',
    positive: true,
    classes: ['cloud'],
    variants: [
      { path: 'deploy.sh', top: `vercel deploy --prebuilt --prod --token=⟦alphanumeric:24⟧` },
      { path: '.env.local', top: `VERCEL_TOKEN=⟦alphanumeric:24⟧` },
    ],
  },
  {
    family: 'blob-store-token',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: '.env', top: `BLOB_READ_WRITE_TOKEN="vercel_blob_rw_⟦alphanumeric:16⟧_⟦alphanumeric:30⟧"` }],
  },
  {
    family: 'neon-account-key',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'branches.ts', top: `const neon = createApiClient({ apiKey: 'napi_⟦lowerDigits:64⟧' })` }],
  },
  {
    family: 'turso-database-token',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'db.ts',
        top: `export const db = createClient({
  url: 'libsql://shop-acme.turso.io',
  authToken: '⟦b64url:{"alg":"EdDSA","typ":"JWT"}⟧.⟦b64url:{"a":"rw","iat":1714⟦digits:6⟧,"id":"⟦uuid:1⟧"}⟧.⟦base64url:86⟧',
})`,
      },
    ],
  },
  {
    family: 'clickhouse-account-key',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'main.tf',
        top: `provider "clickhouse" {
  organization_id = "⟦uuid:1⟧"
  token_key       = "⟦alphanumeric:20⟧"
  token_secret    = "4b1d⟦alphanumeric:38⟧"
}`,
      },
    ],
  },
  {
    family: 'elastic-api-key',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'search.js',
        top: `const client = new Client({ cloud: { id: 'shop:⟦b64:eu-west-1.aws.found.io$⟦hex:32⟧⟧' }, auth: { apiKey: '⟦b64:⟦base64url:20⟧:⟦base64url:22⟧⟧' } })`,
      },
      { path: '.env', top: `ELASTIC_API_KEY=⟦b64:⟦base64url:20⟧:⟦base64url:22⟧⟧` },
    ],
  },
  {
    family: 'confluent-cluster-secret',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'client.properties',
        top: `confluent.cloud.api.key=⟦upperDigits:16⟧
confluent.cloud.api.secret=⟦base64:64⟧`,
      },
      { path: 'produce.py', top: `CONFLUENT_API_SECRET = "⟦base64:64⟧"` },
    ],
  },
  {
    family: 'tailscale-auth-key',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'user-data.sh',
        top: `tailscale up --ssh --authkey=tskey-auth-k⟦alphanumeric:10⟧CNTRL-⟦alphanumeric:32⟧`,
      },
    ],
  },
  {
    family: 'swarm-join',
    positive: true,
    classes: ['cloud'],
    variants: [
      {
        path: 'provision.sh',
        top: `docker swarm join --token SWMTKN-1-⟦lowerDigits:50⟧-⟦lowerDigits:25⟧ 10.0.1.12:2377`,
      },
    ],
  },
  {
    family: 'app-user-token',
    positive: true,
    classes: ['github'],
    variants: [{ path: 'octokit.ts', top: `const octokit = new Octokit({ auth: 'ghu_⟦alphanumeric:36⟧' })` }],
  },
  {
    family: 'app-refresh-token',
    positive: true,
    classes: ['github'],
    variants: [
      {
        path: 'session.json',
        whole: `{
  "access_token_expires": 28800,
  "refresh_token": "ghr_⟦alphanumeric:76⟧"
}`,
      },
    ],
  },
  {
    family: 'app-installation-token',
    positive: true,
    classes: ['github'],
    variants: [{ path: 'clone.sh', top: `gh auth login --with-token <<< ghs_⟦alphanumeric:36⟧` }],
  },
  {
    family: 'job-token-left',
    positive: true,
    classes: ['gitlab'],
    variants: [
      {
        path: '.gitlab-ci.yml',
        top: `variables:
  DOWNSTREAM_TOKEN: glcbt-64_⟦base64url:20⟧`,
      },
    ],
  },
  {
    family: 'service-tokens-gitlab',
    positive: true,
    classes: ['gitlab'],
    variants: [
      { path: 'provision.py', top: `SCIM_TOKEN = "glsoat-⟦base64url:20⟧"` },
      { path: 'agent.sh', top: `helm upgrade agent gitlab/gitlab-agent --set config.token=glagent-⟦base64url:50⟧` },
    ],
  },
  {
    family: 'browser-session-gitlab',
    positive: true,
    classes: ['gitlab'],
    variants: [
      { path: 'scrape.sh', top: `curl -H 'Cookie: _gitlab_session=⟦hex:32⟧' https://git.shop.io/admin/users.json` },
    ],
  },
  {
    family: 'bitbucket-consumer',
    positive: true,
    classes: ['source-hosting'],
    variants: [
      {
        path: 'oauth.yml',
        top: `bitbucket:
  client_id: ⟦alphanumeric:18⟧
  client_secret: ⟦alphanumeric:32⟧`,
      },
      { path: 'settings.py', top: `SOCIAL_AUTH_BITBUCKET_SECRET = "⟦alphanumeric:64⟧"` },
    ],
  },
  {
    family: 'repository-access-token',
    positive: true,
    classes: ['source-hosting'],
    variants: [{ path: 'clone.sh', top: `export BB_TOKEN=ATCTT3xFfG⟦base64url:182⟧=⟦upperHex:8⟧` }],
  },
  {
    family: 'server-http-token',
    positive: true,
    classes: ['source-hosting'],
    variants: [{ path: 'mirror.py', top: `HEADERS = {"Authorization": "Bearer BBDC-⟦base64:44⟧"}` }],
  },
  {
    family: 'circle-classic',
    positive: true,
    classes: ['ci'],
    variants: [
      { path: 'trigger.sh', top: `export CIRCLE_TOKEN=⟦hex:40⟧` },
      { path: 'trigger.py', top: `CIRCLECI_API_TOKEN = "⟦hex:40⟧"` },
    ],
  },
  {
    family: 'travis-api',
    positive: true,
    classes: ['ci'],
    variants: [{ path: 'restart.sh', top: `TRAVIS_TOKEN=⟦base64url:22⟧` }],
  },
  {
    family: 'drone-account',
    positive: true,
    classes: ['ci'],
    variants: [
      {
        path: 'drone.env',
        top: `DRONE_SERVER=https://drone.shop.io
DRONE_TOKEN=⟦alphanumeric:32⟧`,
      },
    ],
  },
  {
    family: 'snyk-account',
    positive: true,
    classes: ['ci'],
    variants: [
      { path: 'Jenkinsfile', body: `sh 'SNYK_TOKEN=⟦uuid:1⟧ npx snyk test'` },
      { path: 'snyk.env', top: `SNYK_TOKEN=⟦uuid:1⟧` },
    ],
  },
  {
    family: 'readme-docs',
    positive: true,
    classes: ['ci'],
    variants: [{ path: 'docs.sh', top: `rdme openapi openapi.json --key=rdme_⟦lowerDigits:70⟧` }],
  },
  {
    family: 'expo-robot',
    positive: true,
    classes: ['ci'],
    variants: [
      {
        path: 'build.yml',
        top: `env:
  EXPO_TOKEN: ⟦base64url:40⟧`,
      },
    ],
  },
  {
    family: 'postman-collection-link',
    positive: true,
    classes: ['ci'],
    variants: [
      {
        path: 'docs.md',
        top: `[Run in Postman](https://api.postman.com/collections/⟦digits:8⟧-⟦uuid:1⟧?access_key=PMAT-⟦upperDigits:26⟧)`,
      },
    ],
  },
  {
    family: 'own-key-from-docs-format',
    positive: false,
    classes: ['aws'],
    variants: [
      {
        path: 'README.md',
        top: `The key id begins with \`AKIA\` and has 20 characters; the secret access key has 40. Put both into \`~/.aws/credentials\`
with \`aws configure\`, never into the repository:

    aws_access_key_id = AKIAXXXXXXXXXXXXXXXX
    aws_secret_access_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`,
      },
    ],
  },
  {
    family: 'armour-searched',
    positive: false,
    classes: ['private-key'],
    variants: [
      {
        path: 'scan.go',
        top: `var armour = regexp.MustCompile(\`-----BEGIN (?:DSA|EC|OPENSSH|ENCRYPTED )?PRIVATE KEY-----\`)`,
      },
      {
        path: 'check.py',
        top: `MARKS = ("-----BEGIN DSA PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----")`,
      },
    ],
  },
  {
    family: 'public-key-of-key-type',
    positive: false,
    classes: ['private-key'],
    variants: [
      {
        path: 'keys/backup.pub',
        whole: `---- BEGIN SSH2 PUBLIC KEY ----
Comment: "2048-bit RSA, backup@shop"
⟦pem:000000077373682d7273610000000301000100000101:256⟧
---- END SSH2 PUBLIC KEY ----`,
      },
    ],
  },
  {
    family: 'public-key-without-armour',
    positive: false,
    classes: ['private-key'],
    variants: [
      {
        path: 'src/Verifier.java',
        top: `private static final String PUBLIC_KEY = "⟦raw:30820122300d06092a864886f70d01010105000382010f003082010a0282010100:261⟧";`,
      },
    ],
  },
  {
    family: 'cloud-tokens-read',
    positive: false,
    classes: ['cloud'],
    variants: [
      {
        path: 'deploy.sh',
        top: `vercel deploy --prebuilt --prod --token="$VERCEL_TOKEN"
netlify deploy --prod --auth "$NETLIFY_AUTH_TOKEN" --dir dist
tailscale up --ssh --authkey="\${TS_AUTHKEY:?}"
oc login --token="$(oc whoami -t)" --server="$SERVER"`,
      },
      {
        path: 'app.py',
        top: `CLOUDFLARE_API_TOKEN = os.environ["CLOUDFLARE_API_TOKEN"]
FASTLY_API_TOKEN = os.getenv("FASTLY_API_TOKEN", "")
PREFECT_API_KEY = config("prefect.api_key")`,
      },
    ],
  },
  {
    family: 'cloud-identifiers',
    positive: false,
    classes: ['cloud'],
    variants: [
      {
        path: 'main.tf',
        top: `provider "clickhouse" {
  organization_id = "⟦uuid:1⟧"
  token_key       = var.token_key
  token_secret    = var.token_secret
}

locals {
  fastly_service_id = "⟦alphanumeric:22⟧"
  account_id        = "⟦hex:32⟧"
}`,
      },
      {
        path: 'wrangler.toml',
        top: `account_id = "⟦hex:32⟧"
zone_id = "⟦hex:32#2⟧"
kv_namespaces = [{ binding = "CACHE", id = "⟦hex:32#3⟧" }]`,
      },
    ],
  },
  {
    family: 'digest-called-sha256',
    positive: false,
    classes: ['cloud'],
    variants: [
      {
        path: 'images.yaml',
        top: `image: registry.shop.io/web@sha256:⟦hex:64⟧
checksum: sha256:⟦hex:64#2⟧`,
      },
    ],
  },
  {
    family: 'token-formats-explained',
    positive: false,
    classes: ['github'],
    variants: [
      {
        path: 'docs.md',
        top: `| prefix | what it is |
|---|---|
| \`ghp_\` | personal access token |
| \`ghu_\` | user token of an app |
| \`ghs_\` | installation token of an app |
| \`ghr_\` | refresh token |`,
      },
    ],
  },
  {
    family: 'token-formats-explained',
    positive: false,
    classes: ['gitlab'],
    variants: [
      { path: 'redact.rb', top: String.raw`TOKENS = /\bgl(?:pat|soat|cbt|agent|rt|dt|ft)-[0-9a-zA-Z_-]{20,}\b/` },
    ],
  },
  {
    family: 'ci-tokens-masked',
    positive: false,
    classes: ['ci'],
    variants: [
      {
        path: 'build.yml',
        top: `env:
  EXPO_TOKEN: \${{ secrets.EXPO_TOKEN }}
  SNYK_TOKEN: \${{ secrets.SNYK_TOKEN }}
  CIRCLE_TOKEN: "****************************************"
  DRONE_TOKEN: <your-drone-token>`,
      },
    ],
  },
  {
    family: 'commit-hashes-beside-ci',
    positive: false,
    classes: ['ci'],
    variants: [
      {
        path: 'pins.py',
        top: `CIRCLECI_ORB_COMMIT = "⟦hex:40⟧"
TRAVIS_BUILD_IMAGE = "ci-ubuntu-2204:⟦hex:12⟧"
SNYK_ORGANISATION_ID = "⟦uuid:1⟧"`,
      },
    ],
  },
]

export const platformCases = writtenCases(list)
