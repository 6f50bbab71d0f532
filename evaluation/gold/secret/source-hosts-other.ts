// Positives: tokens of Bitbucket, Atlassian, Gitea and Sourcegraph.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { atlassian, bitbucket, sourcegraph } from './tokens-cloud.ts'
import { domain, person, thing } from './words.ts'

export const otherHostCases: Cases = (random) => [
  ...positives(
    random,
    'bitbucket-app-password',
    ['source-hosting'],
    (random) =>
      hosted(random, 'scripts/pull_requests.py', {
        body: `session.auth = ("${person(random)}", "${bitbucket(random)}")`,
      }),
    (random) => ({
      ...hosted(random, 'Jenkinsfile', {
        body: line`
          sh 'git push https://${person(random)}:${bitbucket(random)}@bitbucket.org/team/${thing(random)}.git HEAD:mai
          n'
        `,
      }),
      classes: ['source-hosting', 'http-url'],
    }),
  ),
  ...positives(
    random,
    'atlassian-api-token',
    ['source-hosting'],
    (random) =>
      hosted(random, 'reports/jira.py', {
        body: line`
          jira = JIRA("https://${random.text('lower', 7)}.atlassian.net", basic_auth=("${person(random)}@
          ${domain(random)}", "${atlassian(random)}"))
        `,
      }),
    (random) => ({
      path: '.mcp.json',
      content: code`
      {
        "mcpServers": {
          "atlassian": {
            "command": "uvx",
            "args": ["mcp-atlassian"],
            "env": {
              "JIRA_URL": "https://${random.text('lower', 8)}.atlassian.net",
              "JIRA_USERNAME": "${person(random)}@${domain(random)}",
              "JIRA_API_TOKEN": "${atlassian(random)}"
            }
          }
        }
      }`,
    }),
  ),
  ...positives(
    random,
    'gitea-and-sourcegraph-token',
    ['source-hosting'],
    (random) =>
      hosted(random, 'ops/gitea.sh', {
        body: `tea login add --name home --url https://git.${domain(random)} --token ${random.text('hex', 40)}`,
      }),
    (random) =>
      hosted(
        random,
        'tools/search.sh',
        `export SRC_ENDPOINT=https://sourcegraph.${domain(random)}\nexport SRC_ACCESS_TOKEN=${sourcegraph(random)}`,
      ),
  ),
  ...positives(
    random,
    'atlassian-old-token',
    ['source-hosting', 'token-assignment'],
    (random) => hosted(random, 'lib/confluence.rb', `CONFLUENCE_TOKEN = '${random.text('alphanumeric', 24)}'`),
    (random) =>
      hosted(
        random,
        'src/main/resources/jira.properties',
        code`
          jira.url=https://jira.${domain(random)}
          jira.user=${person(random)}
          jira.api.token=${random.text('alphanumeric', 24)}
        `,
      ),
  ),
]
