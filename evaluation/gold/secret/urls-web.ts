// Positives: URLs of web servers that carry a password, and webhook URLs.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { discordHook, slackHook, teamsHook } from './tokens-services.ts'
import { address, domain, percent, person, plain, thing } from './words.ts'

export const webUrlCases: Cases = (random) => [
  ...positives(
    random,
    'http-url-with-login',
    ['http-url'],
    (random) =>
      hosted(random, 'poll.py', {
        body: line`
          feed = requests.get("http://${person(random)}:${plain(random, 12)}@cam${random.int(9)}.${domain(random)}/axi
          s-cgi/jpg/image.cgi")
        `,
      }),
    (random) =>
      hosted(random, 'fetch.sh', {
        body: `wget -q "https://${person(random)}:${percent(random)}@reports.${domain(random)}/daily/$(date +%F).csv"`,
      }),
    (random) =>
      hosted(random, 'src/Feed.php', {
        body: line`
          $xml = simplexml_load_file('https://${person(random)}:${plain(random, 11)}@feed.${domain(random)}/
          ${thing(random)}s.xml');
        `,
      }),
  ),
  ...positives(
    random,
    'proxy-url',
    ['http-url'],
    (random) =>
      hosted(
        random,
        'Dockerfile',
        code`
          ENV http_proxy=http://${person(random)}:${plain(random, 13)}@proxy.${domain(random)}:3128 \
              no_proxy=localhost,127.0.0.1
        `,
      ),
    (random) =>
      hosted(
        random,
        'crawl.js',
        `const proxies = ['http://${random.text('lower', 8)}:${random.text('lowerDigits', 12)}@p.webshare.io:80'];`,
      ),
  ),
  ...positives(
    random,
    'file-transfer-url',
    ['http-url'],
    (random) =>
      hosted(random, 'bin/upload.pl', {
        body: `system("curl -T $file ftp://${person(random)}:${plain(random, 10)}\\@ftp.${domain(random)}/incoming/");`,
      }),
    (random) =>
      hosted(
        random,
        'jobs/pull.rb',
        `SOURCE = 'sftp://${person(random)}:${percent(random)}@sftp.${domain(random)}:2222/outbox'`,
      ),
  ),
  ...positives(
    random,
    'camera-stream-url',
    ['http-url'],
    (random) =>
      hosted(random, 'detect.py', {
        body: line`
          capture = cv2.VideoCapture("rtsp://admin:${plain(random, 10)}@192.168.${random.int(200)}.64:554/Streaming/Ch
          annels/101")
        `,
      }),
    (random) => ({
      path: 'frigate/config.yml',
      content: code`
      mqtt:
        enabled: false
      cameras:
        front_door:
          ffmpeg:
            inputs:
              - path: rtsp://viewer:${plain(random, 12)}@${address(random)}:554/h264Preview_01_sub
                roles: [detect]
          detect:
            width: 640
            height: 360`,
    }),
  ),
  ...positives(
    random,
    'repository-url-in-manifest',
    ['http-url'],
    (random) => ({
      path: 'composer.json',
      content: code`
      {
        "name": "kestrel/${thing(random).replace('_', '-')}-site",
        "require": { "php": ">=8.1", "kestrel/theme": "^2.0" },
        "repositories": [
          { "type": "vcs", "url": "https://${person(random)}:${plain(random, 15)}@git.${domain(random)}/php/theme.git" }
        ],
        "minimum-stability": "stable"
      }`,
    }),
    (random) => ({
      path: 'Gemfile',
      content: code`
      source 'https://rubygems.org'
      source 'https://${person(random).replace('.', '')}:${random.text('hex', 8)}@gems.${domain(random)}/private' do
        gem 'billing-core', '~> 3.2'
      end

      gem 'rails', '7.0.8'
      gem 'puma' `,
    }),
  ),
  ...positives(random, 'saved-git-logins', ['http-url'], (random) => ({
    path: 'home/.git-credentials',
    content: code`
      https://${person(random)}:${plain(random, 20)}@git.${domain(random)}
      http://ci:${plain(random, 12)}@${address(random)}:3000
    `,
  })),
]

export const webhookCases: Cases = (random) => [
  ...positives(
    random,
    'slack-webhook',
    ['webhook-url'],
    (random) => hosted(random, 'alert.py', `SLACK_WEBHOOK = "${slackHook(random)}"`),
    (random) => ({
      path: 'alertmanager.yml',
      content: code`
      global:
        resolve_timeout: 5m
        slack_api_url: '${slackHook(random)}'
      route:
        group_by: [alertname]
        receiver: ops
      receivers:
        - name: ops
          slack_configs:
            - channel: '#alerts'
              send_resolved: true`,
    }),
    (random) =>
      hosted(random, 'ci/notify.sh', {
        body: `curl -X POST --data-urlencode 'payload={"text":"deployed"}' ${slackHook(random)}`,
      }),
  ),
  ...positives(
    random,
    'discord-webhook',
    ['webhook-url'],
    (random) => hosted(random, 'loot/notify.lua', `local hook = "${discordHook(random)}"`),
    (random) =>
      hosted(random, 'report.js', {
        body: `await fetch('${discordHook(random)}', { method: 'POST', body: JSON.stringify({ content: 'ok' }) })`,
      }),
  ),
  ...positives(
    random,
    'teams-webhook',
    ['webhook-url'],
    (random) =>
      hosted(random, 'ops/teams.ps1', {
        body: line`
          Invoke-RestMethod -Method Post -Uri "${teamsHook(random, 'northgrid')}" -Body $json -ContentType 'applicatio
          n/json'
        `,
      }),
    (random) =>
      hosted(random, 'Jenkinsfile', {
        body: `office365ConnectorSend webhookUrl: '${teamsHook(random, 'oaklogistics')}', message: 'failed'`,
      }),
  ),
  ...positives(
    random,
    'automation-webhook',
    ['webhook-url'],
    (random) =>
      hosted(random, 'forms/lead.php', {
        body: line`
          $target = 'https://hooks.zapier.com/hooks/catch/${random.text('digits', 7)}/${random.text('lowerDigits', 7)}
          /';
        `,
      }),
    (random) =>
      hosted(
        random,
        'chat.kt',
        line`
          private const val HOOK = "https://chat.googleapis.com/v1/spaces/AAAA${random.text('base64url', 7)}/messages?
          key=${'AI'}zaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI&token=${random.text('base64url', 43)}%3D"
        `,
      ),
    (random) =>
      hosted(random, 'notify.go', `const feishu = "https://open.feishu.cn/open-apis/bot/v2/hook/${random.uuid()}"`),
  ),
  ...positives(
    random,
    'dingtalk-and-trigger-webhook',
    ['webhook-url'],
    (random) =>
      hosted(
        random,
        'alert/ding.py',
        `WEBHOOK = "https://oapi.dingtalk.com/robot/send?access_token=${random.text('hex', 64)}"`,
      ),
    (random) =>
      hosted(
        random,
        'button.ino',
        `const char* url = "https://maker.ifttt.com/trigger/door_open/with/key/${random.text('base64url', 22)}";`,
      ),
  ),
]
