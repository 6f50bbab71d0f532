// Negatives: settings of pipelines, policies, scanners and shops that name a token and hold none.
import { type Cases, code, json, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { domain } from './words.ts'

export const toolSettingCases: Cases = (random) => [
  ...negatives(
    random,
    'gitlab-variables',
    ['gitlab'],
    () => ({
      path: '.gitlab-ci.yml',
      content: code`
      include:
        - template: Security/Secret-Detection.gitlab-ci.yml

      pages:
        image: alpine:3.19
        script:
          - git clone "https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.com/kestrel/common.git"
          - 'curl --header "JOB-TOKEN: $CI_JOB_TOKEN" "$CI_API_V4_URL/projects/42/packages/generic/app/1.0/app.zip"'
        artifacts:
          paths: [public]`,
    }),
    (random) =>
      hosted(random, 'runner/register.sh', {
        body: line`
          gitlab-runner register --url https://gitlab.com/ --token "$RUNNER_TOKEN" --executor docker --docker-image al
          pine:3.19
        `,
      }),
    (random) =>
      hosted(
        random,
        'docs/gitlab.md',
        `    git clone https://oauth2:glpat-${'X'.repeat(20)}@gitlab.com/group/project.git`,
      ),
  ),
  ...negatives(
    random,
    'query-parameters',
    ['token-assignment', 'http-url'],
    (random) =>
      hosted(
        random,
        'weather.ts',
        `const url = (key: string) => \`https://api.openweathermap.org/data/2.5/weather?q=Lyon&appid=\${key}\``,
      ),
    (random) =>
      hosted(random, 'reset.py', `RESET_URL = "https://app.${domain(random)}/reset?token={token}&email={email}"`),
    (random) =>
      hosted(
        random,
        'links.php',
        `$link = 'https://app.${domain(random)}/list?page_token=2&sort_key=name&access=public&code=404';`,
      ),
  ),
  ...negatives(
    random,
    'policy-and-permission-names',
    ['aws', 'token-assignment'],
    () => ({
      path: 'iam/policy.json',
      content: code`
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "ReadDatabasePassword",
            "Effect": "Allow",
            "Action": ["secretsmanager:GetSecretValue", "ssm:GetParameter", "sts:GetSessionToken", "iam:CreateAccessKey"],
            "Resource": "arn:aws:secretsmanager:*:*:secret:prod/*"
          }
        ]
      }`,
    }),
    (random) =>
      hosted(
        random,
        'scopes.ts',
        line`
          const scopes = ['api:tokens:read', 'secrets.versions.access', 'https://www.googleapis.com/auth/cloud-platfor
          m']
        `,
      ),
  ),
  ...negatives(
    random,
    'secret-scanner-settings',
    ['ci', 'token-assignment'],
    (random) => ({
      path: '.secrets.baseline',
      content: json({
        version: '1.4.0',
        plugins_used: [{ name: 'AWSKeyDetector' }, { name: 'Base64HighEntropyString', limit: 4.5 }],
        results: {
          'app/settings.py': [
            {
              type: 'Secret Keyword',
              filename: 'app/settings.py',
              hashed_secret: random.text('hex', 40),
              is_verified: false,
              line_number: 14,
            },
          ],
        },
        generated_at: '2023-03-01T10:00:00Z',
      }),
    }),
    (random) => ({
      path: '.gitleaksignore',
      content: code`
        ${random.text('hex', 40)}:app/settings.py:generic-api-key:14
        ${random.text('hex', 40)}:tests/keys.py:private-key:3
      `,
    }),
  ),
  ...negatives(
    random,
    'shop-and-crm-settings',
    ['commerce', 'saas'],
    () => ({
      path: 'shopify.app.toml',
      content: code`
      name = "label printer"
      embedded = true

      [access_scopes]
      scopes = "read_orders,write_fulfillments"

      [auth]
      redirect_urls = ["https://localhost/api/auth"]

      [webhooks]
      api_version = "2023-07"`,
      classes: ['commerce'],
    }),
    (random) =>
      hosted(
        random,
        'crm.rb',
        code`
          PORTAL_ID = '${random.text('digits', 8)}'
          FORM_GUID = '${random.uuid()}'
          HUBSPOT_TOKEN = Rails.application.credentials.hubspot_token
        `,
      ),
  ),
]
