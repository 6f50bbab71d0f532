// Positives: keys of monitoring services.
import { type Cases, code, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  dynatrace,
  grafana,
  grafanaCloud,
  newRelic,
  newRelicLicence,
  pagerDuty,
  sentryUser,
} from './tokens-services.ts'
import { domain, thing } from './words.ts'

export const monitoringCases: Cases = (random) => [
  ...positives(
    random,
    'datadog-keys',
    ['monitoring'],
    (random) =>
      hosted(
        random,
        'monitors.tf',
        code`
      provider "datadog" {
        api_key = "${random.text('hex', 32)}"
        app_key = "${random.text('hex', 40)}"
        api_url = "https://api.datadoghq.eu/"
      }`,
      ),
    (random) => ({
      path: 'docker-compose.yml',
      content: code`
      version: "3.8"
      services:
        web:
          build: .
          ports: ["8080:8080"]
        agent:
          image: gcr.io/datadoghq/agent:7
          environment:
            - DD_API_KEY=${random.text('hex', 32)}
            - DD_SITE=datadoghq.eu
            - DD_LOGS_ENABLED=true
          volumes:
            - /var/run/docker.sock:/var/run/docker.sock:ro`,
    }),
  ),
  ...positives(
    random,
    'new-relic-keys',
    ['monitoring'],
    (random) => ({
      path: 'newrelic.js',
      content: code`
      'use strict'
      /** New Relic agent configuration, see lib/config/default.js of the agent. */
      exports.config = {
        app_name: ['${thing(random)}-api'],
        license_key: '${newRelicLicence(random)}',
        logging: { level: 'info' },
        allow_all_headers: true,
        attributes: { exclude: ['request.headers.cookie', 'request.headers.authorization'] },
      }`,
    }),
    (random) =>
      hosted(random, 'report.sh', {
        body: `curl -s https://api.newrelic.com/graphql -H "API-Key: ${newRelic(random)}" -d @query.json`,
      }),
  ),
  ...positives(
    random,
    'grafana-token',
    ['monitoring'],
    (random) => ({
      ...hosted(
        random,
        'dash/export.py',
        `HEADERS = {"Authorization": "Bearer ${grafana(random)}", "Accept": "application/json"}`,
      ),
      classes: ['monitoring', 'bearer-header'],
    }),
    (random) =>
      hosted(
        random,
        'agent/agent.yaml',
        code`
      metrics:
        remote_write:
          - url: https://prometheus-prod-01-eu-west-0.grafana.net/api/prom/push
            basic_auth:
              username: "${random.text('digits', 6)}"
              password: ${grafanaCloud(random)}`,
      ),
  ),
  ...positives(
    random,
    'error-tracker-token',
    ['monitoring'],
    (random) => ({
      path: '.sentryclirc',
      content: code`
      [auth]
      token=${sentryUser(random)}

      [defaults]
      org=${random.text('lower', 7)}
      project=${thing(random)}`,
    }),
    (random) =>
      hosted(
        random,
        'rollbar.js',
        `var rollbar = new Rollbar({ accessToken: '${random.text('hex', 32)}', captureUncaught: true });`,
      ),
  ),
  ...positives(
    random,
    'pager-and-apm-token',
    ['monitoring'],
    (random) => hosted(random, 'oncall.rb', `PAGERDUTY_API_TOKEN = "${pagerDuty(random)}"`),
    (random) =>
      hosted(
        random,
        'infra/dynatrace.tf',
        code`
          provider "dynatrace" {
            dt_env_url   = "https://${random.text('lowerDigits', 8)}.live.dynatrace.com"
            dt_api_token = "${dynatrace(random)}"
          }
        `,
      ),
  ),
  ...positives(
    random,
    'log-collector-token',
    ['monitoring'],
    (random) =>
      hosted(
        random,
        'logging/splunk.py',
        code`
      SPLUNK_HEC_URL = "https://splunk.${domain(random)}:8088/services/collector"
      SPLUNK_HEC_TOKEN = "${random.uuid()}"`,
      ),
    (random) =>
      hosted(random, 'logging/ship.go', { body: `req.Header.Set("Authorization", "Splunk ${random.uuid()}")` }),
  ),
]
