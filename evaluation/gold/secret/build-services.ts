// Positives: tokens of build services.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { buildkite, circle, harness, jenkins, octopus, sonar } from './tokens-cloud.ts'
import { domain, person, thing } from './words.ts'

export const buildCases: Cases = (random) => [
  ...positives(
    random,
    'circle-token',
    ['ci'],
    (random) => hosted(random, 'tools/flaky.py', `CIRCLE_TOKEN = '${circle(random)}'`),
    (random) =>
      hosted(random, 'scripts/trigger.sh', {
        body: line`
          curl -u "${circle(random)}:" -X POST https://circleci.com/api/v2/project/gh/${person(random)}/
          ${thing(random)}/pipeline
        `,
      }),
  ),
  ...positives(
    random,
    'buildkite-token',
    ['ci'],
    (random) => hosted(random, 'cmd/annotate/main.go', `var buildkiteToken = "${buildkite(random)}"`),
    (random) =>
      hosted(
        random,
        'agent/buildkite-agent.cfg',
        `token="${random.text('hex', 50)}"\nname="linux-%n"\ntags="queue=deploy,os=linux"`,
      ),
  ),
  ...positives(
    random,
    'sonar-token',
    ['ci'],
    (random) => ({
      path: 'sonar-project.properties',
      content: code`
      sonar.projectKey=${thing(random)}-service
      sonar.sources=src/main
      sonar.tests=src/test
      sonar.host.url=https://sonar.${domain(random)}
      sonar.login=${sonar(random)}
      sonar.exclusions=**/generated/**`,
    }),
    (random) => ({
      path: 'azure-pipelines.yml',
      content: code`
      trigger: [develop]
      pool:
        vmImage: windows-latest
      steps:
        - task: DotNetCoreCLI@2
          inputs:
            command: build
        - script: dotnet sonarscanner begin /k:"${thing(random)}" /d:sonar.login="${random.text('hex', 40)}"
          displayName: analyse`,
    }),
  ),
  ...positives(
    random,
    'jenkins-api-token',
    ['ci'],
    (random) =>
      hosted(random, 'ops/jobs.py', {
        body: line`
          server = jenkins.Jenkins("https://jenkins.${domain(random)}", username="${person(random)}", password="
          ${jenkins(random)}")
        `,
      }),
    (random) => ({
      ...hosted(random, 'bin/kick.sh', {
        body: line`
          curl -X POST "http://${person(random)}:${jenkins(random)}@jenkins.${domain(random)}:8080/job/
          ${thing(random)}/build?delay=0sec"
        `,
      }),
      classes: ['ci', 'http-url'],
    }),
  ),
  ...positives(
    random,
    'coverage-and-scanner-token',
    ['ci'],
    (random) => ({
      path: '.travis.yml',
      content: code`
      language: node_js
      node_js: [14, 16]
      env:
        global:
          - CODECOV_TOKEN=${random.uuid()}
          - CXX=g++-9
      script: npm test
      after_success: bash <(curl -s https://codecov.io/bash)`,
    }),
    (random) =>
      hosted(random, 'ci/scan.sh', { body: `snyk auth ${random.uuid()}\nsnyk test --severity-threshold=high` }),
    (random) => ({
      path: '.coveralls.yml',
      content: `service_name: travis-pro\nrepo_token: ${random.text('alphanumeric', 33)}\n`,
    }),
  ),
  ...positives(
    random,
    'deploy-server-key',
    ['ci'],
    (random) =>
      hosted(random, 'deploy/release.ps1', {
        body: `octo create-release --project Web --server https://deploy.${domain(random)} --apiKey ${octopus(random)}`,
      }),
    (random) => hosted(random, 'tools/harness.ts', `const HARNESS_API_KEY = '${harness(random)}'`),
  ),
]
