// Positives: tokens of package registries.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  artifactory,
  artifactoryReference,
  clojars,
  crates,
  dockerHub,
  npm,
  nuget,
  pypi,
  rubygems,
} from './tokens-cloud.ts'
import { domain, person, thing } from './words.ts'

export const registryCases: Cases = (random) => [
  ...positives(
    random,
    'npm-token-in-pipeline',
    ['package-registry'],
    (random) => ({
      path: '.github/workflows/publish.yml',
      content: code`
      name: publish
      on:
        release:
          types: [created]
      jobs:
        npm:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: actions/setup-node@v4
              with:
                node-version: 20
                registry-url: https://registry.npmjs.org
            - run: npm ci
            - run: npm publish --access public
              env:
                NODE_AUTH_TOKEN: ${npm(random)}`,
    }),
    (random) =>
      hosted(
        random,
        'Dockerfile',
        code`
      RUN echo "//registry.npmjs.org/:_authToken=${npm(random)}" > ~/.npmrc && \
          npm ci --omit=dev && rm ~/.npmrc`,
      ),
  ),
  ...positives(
    random,
    'pypi-upload-token',
    ['package-registry'],
    (random) => ({
      path: 'home/.pypirc',
      content: code`
      [distutils]
      index-servers =
          pypi

      [pypi]
      username = __token__
      password = ${pypi(random)}`,
    }),
    (random) =>
      hosted(random, 'scripts/upload.sh', {
        body: `TWINE_USERNAME=__token__ TWINE_PASSWORD=${pypi(random)} python -m twine upload dist/*`,
      }),
  ),
  ...positives(
    random,
    'docker-hub-token',
    ['package-registry'],
    (random) =>
      hosted(random, 'ci/push.sh', {
        body: `echo "${dockerHub(random)}" | docker login -u ${person(random)} --password-stdin`,
      }),
    (random) => ({
      path: '.circleci/config.yml',
      content: code`
      version: 2.1
      jobs:
        build:
          docker:
            - image: ${thing(random)}/builder:2.3
              auth:
                username: ${person(random)}
                password: ${dockerHub(random)}
          steps:
            - checkout
            - run: make test
      workflows:
        main:
          jobs: [build]`,
    }),
  ),
  ...positives(
    random,
    'gem-and-crate-key',
    ['package-registry'],
    (random) => ({ path: 'home/.gem/credentials', content: `---\n:rubygems_api_key: ${rubygems(random)}\n` }),
    (random) => ({
      path: 'home/.cargo/credentials.toml',
      content: code`
      [registry]
      token = "${crates(random)}"

      [registries.internal]
      index = "sparse+https://crates.${domain(random)}/index/"`,
    }),
  ),
  ...positives(
    random,
    'nuget-and-clojars-key',
    ['package-registry'],
    (random) =>
      hosted(random, 'build/push.ps1', {
        body: line`
          dotnet nuget push "artifacts\*.nupkg" --api-key ${nuget(random)} --source https://api.nuget.org/v3/index.jso
          n
        `,
      }),
    (random) =>
      hosted(
        random,
        'deploy.sh',
        `export CLOJARS_USERNAME=${person(random)}\nexport CLOJARS_PASSWORD=${clojars(random)}`,
      ),
  ),
  ...positives(
    random,
    'artifactory-key',
    ['package-registry'],
    (random) =>
      hosted(
        random,
        'build.gradle',
        code`
      publishing {
          repositories {
              maven {
                  url 'https://artifacts.${domain(random)}/artifactory/libs-release-local'
                  credentials {
                      username = '${person(random)}'
                      password = '${artifactory(random)}'
                  }
              }
          }
      }`,
      ),
    (random) =>
      hosted(random, 'Jenkinsfile', {
        body: line`
          sh "curl -H 'X-JFrog-Art-Api: ${artifactory(random)}' -T build/app.jar https://repo.${domain(random)}/artifa
          ctory/apps/app.jar"
        `,
      }),
    (random) => hosted(random, 'ci/fetch.py', `HEADERS = {"X-JFrog-Art-Api": "${artifactoryReference(random)}"}`),
  ),
  ...positives(
    random,
    'conda-and-cloudsmith-url',
    ['package-registry', 'http-url'],
    (random) => ({
      path: 'environment.yml',
      content: code`
      name: ${thing(random)}
      channels:
        - https://conda.anaconda.org/t/${random.text('lower', 2)}-${random.uuid()}/${random.text('lower', 7)}
        - conda-forge
      dependencies:
        - python=3.11
        - numpy
        - pip`,
      classes: ['package-registry'],
    }),
    (random) => ({
      path: 'pip.conf',
      content: code`
      [global]
      timeout = 60
      extra-index-url = https://${person(random)}:${artifactory(random)}@repo.${domain(random)}/artifactory/api/pypi/pypi-local/simple`,
    }),
  ),
]
