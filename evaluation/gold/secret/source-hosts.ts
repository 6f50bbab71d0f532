// Positives: tokens of GitHub and GitLab.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  github,
  githubFine,
  githubOauth,
  githubServer,
  gitlab,
  gitlabDeploy,
  gitlabRoutable,
  gitlabRunner,
  gitlabTrigger,
} from './tokens-cloud.ts'
import { domain, person, thing } from './words.ts'

export const githubCases: Cases = (random) => [
  ...positives(
    random,
    'github-token-constant',
    ['github'],
    (random) => hosted(random, 'tools/stars.py', `GITHUB_TOKEN = "${github(random)}"`),
    (random) => hosted(random, 'internal/sync/client.go', `const accessToken = "${github(random)}"`),
    (random) => hosted(random, 'lib/octokit.ts', `export const octokit = new Octokit({ auth: '${github(random)}' })`),
  ),
  ...positives(
    random,
    'github-token-in-header',
    ['github', 'bearer-header'],
    (random) =>
      hosted(random, 'scripts/release.sh', {
        body: code`
      curl -sS -X POST -H "Authorization: Bearer ${github(random)}" \
        -d '{"tag_name":"v1.4.0"}' "https://api.github.com/repos/${person(random)}/${thing(random)}/releases"`,
      }),
    (random) => ({
      ...hosted(
        random,
        'src/issues.js',
        `const headers = { Accept: 'application/vnd.github+json', Authorization: 'token ${github(random)}' };`,
      ),
      classes: ['github'],
    }),
  ),
  ...positives(
    random,
    'github-token-in-clone-url',
    ['github', 'http-url'],
    (random) =>
      hosted(
        random,
        'Dockerfile',
        line`
          RUN git clone --depth 1 https://${github(random)}@github.com/${person(random).replace('.', '-')}/
          ${thing(random)}.git /opt/src
        `,
      ),
    (random) => ({
      path: 'requirements.txt',
      content: code`
      django==4.2.11
      celery[redis]>=5.3,<6
      git+https://x-access-token:${githubServer(random)}@github.com/${domain(random).split('.')[0] ?? ''}/${thing(random)}-client.git@v2.1
      psycopg[binary]==3.1.18
      gunicorn==21.2.0`,
    }),
  ),
  ...positives(
    random,
    'github-fine-grained-token',
    ['github'],
    (random) => hosted(random, '.env', `GH_PAT=${githubFine(random)}`),
    (random) => ({
      path: '.vscode/mcp.json',
      content: code`
      {
        "servers": {
          "github": {
            "command": "npx",
            "args": ["-y", "@modelcontextprotocol/server-github"],
            "env": { "GITHUB_PERSONAL_ACCESS_TOKEN": "${githubFine(random)}" }
          }
        }
      }`,
    }),
  ),
  ...positives(
    random,
    'github-token-left-in-comment',
    ['github'],
    (random) =>
      hosted(random, 'src/update.rs', {
        body: code`
          // let token = "${github(random)}"; // TODO remove before merge
          let token = std::env::var("GITHUB_TOKEN")?;
          let _ = token.len();
        `,
      }),
    (random) =>
      hosted(
        random,
        'README.md',
        code`
      ## Private packages

      Composer needs a token once per machine:

          composer config --global github-oauth.github.com ${github(random)}`,
      ),
  ),
  ...positives(
    random,
    'github-old-hexadecimal-token',
    ['github'],
    (random) => hosted(random, 'bin/changelog.rb', `GITHUB_ACCESS_TOKEN = "${random.text('hex', 40)}"`),
    (random) => ({
      path: 'home/.config/hub',
      content: code`
      github.com:
      - user: ${person(random)}
        oauth_token: ${githubOauth(random)}
        protocol: https`,
    }),
  ),
]

export const gitlabCases: Cases = (random) => [
  ...positives(
    random,
    'gitlab-token-variable',
    ['gitlab'],
    (random) =>
      hosted(random, 'ops/mirror.py', {
        body: `gl = gitlab.Gitlab("https://git.${domain(random)}", private_token="${gitlab(random)}")`,
      }),
    (random) =>
      hosted(random, 'ci/tag.sh', {
        body: line`
          curl --header "PRIVATE-TOKEN: ${gitlab(random)}" -X POST "https://gitlab.com/api/v4/projects/
          ${random.text('digits', 8)}/repository/tags?tag_name=$1&ref=main"
        `,
      }),
    (random) => hosted(random, 'infra/gitlab.tf', `provider "gitlab" {\n  token = "${gitlabRoutable(random)}"\n}`),
  ),
  ...positives(
    random,
    'gitlab-token-in-remote',
    ['gitlab', 'http-url'],
    (random) => ({
      path: 'vendor/tool/.git/config',
      content: code`
      [core]
      	repositoryformatversion = 0
      	bare = false
      [remote "origin"]
      	url = https://oauth2:${gitlab(random)}@gitlab.com/${person(random)}/${thing(random)}.git
      	fetch = +refs/heads/*:refs/remotes/origin/*`,
    }),
    (random) => ({
      path: '.gitmodules',
      content: code`
      [submodule "common"]
      	path = common
      	url = https://gitlab+deploy-token-${random.text('digits', 6)}:${gitlabDeploy(random)}@gitlab.com/${person(random)}/common.git`,
    }),
  ),
  ...positives(
    random,
    'gitlab-runner-token',
    ['gitlab'],
    (random) => ({
      path: 'runner/config.toml',
      content: code`
      concurrent = 4
      check_interval = 0

      [[runners]]
        name = "build-01"
        url = "https://gitlab.com/"
        token = "${gitlabRunner(random)}"
        executor = "docker"
        [runners.docker]
          image = "alpine:3.19"`,
    }),
    (random) =>
      hosted(random, 'runner/register.sh', {
        body: line`
          gitlab-runner register --non-interactive --url https://gitlab.${domain(random)}/ --registration-token ${'GR'}
          1348941${random.text('base64url', 20)} --executor shell
        `,
      }),
  ),
  ...positives(
    random,
    'gitlab-trigger-token',
    ['gitlab'],
    (random) => ({
      path: '.gitlab-ci.yml',
      content: code`
      stages: [test, downstream]

      unit:
        stage: test
        image: python:3.11
        script:
          - pip install -r requirements.txt
          - pytest -q

      downstream:
        stage: downstream
        script:
          - curl -X POST -F token=${gitlabTrigger(random)} -F ref=main https://gitlab.com/api/v4/projects/${random.text('digits', 7)}/trigger/pipeline`,
    }),
    (random) => hosted(random, 'jobs/kick.js', `const gitlabToken = "${gitlab(random)}";`),
  ),
]
