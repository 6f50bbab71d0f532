// Positives: login files of tools: netrc, pgpass, npmrc, htpasswd, Docker and others.
import { base64, type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { npm } from './tokens-cloud.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const loginFileCases: Cases = (random) => [
  ...positives(
    random,
    'netrc',
    ['netrc'],
    (random) => ({
      path: 'home/.netrc',
      content: code`
        machine api.heroku.com
          login ${person(random)}@${domain(random)}
          password ${random.uuid()}
        machine git.heroku.com
          login ${person(random)}@${domain(random)}
          password ${random.uuid()}
      `,
    }),
    (random) => ({
      path: 'docker/_netrc',
      content: `machine git.${domain(random)} login ci password ${plain(random)}\n`,
    }),
    (random) =>
      hosted(random, 'ci/clone.sh', {
        body: line`
          printf 'machine git.${domain(random)}\nlogin ${person(random)}\npassword ${plain(random, 20)}\n' > ~/.netrc
        `,
      }),
  ),
  ...positives(
    random,
    'pgpass',
    ['netrc'],
    (random) => ({
      path: 'home/.pgpass',
      content: code`
        pg1.${domain(random)}:5432:${thing(random)}s:${person(random)}:${plain(random)}
        *:*:*:postgres:${generated(random)}
      `,
    }),
    (random) =>
      hosted(random, 'setup.sh', {
        body: `echo "${address(random)}:5432:*:${person(random)}:${plain(random)}" >> ~/.pgpass && chmod 600 ~/.pgpass`,
      }),
  ),
  ...positives(
    random,
    'npmrc',
    ['netrc', 'package-registry'],
    (random) => ({ path: '.npmrc', content: `save-exact=true\n//registry.npmjs.org/:_authToken=${npm(random)}\n` }),
    (random) => ({
      path: 'web/.npmrc',
      content: `registry=https://npm.${domain(random)}/\nalways-auth=true\n_auth=${base64(`${person(random)}:${plain(random)}`)}\nemail=${person(random)}@${domain(random)}\n`,
      classes: ['netrc', 'encoded'],
    }),
    (random) => ({
      path: 'app/.npmrc',
      content: code`
        @kestrel:registry=https://git.${domain(random)}/api/v4/packages/npm/
        //git.${domain(random)}/api/v4/packages/npm/:_password="${base64(plain(random, 20))}"
        //git.${domain(random)}/api/v4/packages/npm/:username=${person(random)}
      `,
      classes: ['netrc', 'encoded'],
    }),
  ),
  ...positives(
    random,
    'htpasswd',
    ['netrc'],
    (random) => ({
      path: 'nginx/.htpasswd',
      content: code`
        ${person(random)}:$apr1$${random.text('alphanumeric', 8)}$${random.text('alphanumeric', 22)}
        monitor:$apr1$${random.text('alphanumeric', 8)}$${random.text('alphanumeric', 22)}
      `,
    }),
    (random) => ({
      path: 'registry/auth/.htpasswd',
      content: `${person(random)}:$2y$05$${random.text('alphanumeric', 53)}\n`,
    }),
  ),
  ...positives(
    random,
    'docker-login',
    ['netrc'],
    (random) => ({
      path: 'home/.docker/config.json',
      content: code`
      {
      	"auths": {
      		"https://index.docker.io/v1/": {
      			"auth": "${base64(`${person(random)}:${personal(random)}`)}"
      		},
      		"registry.${domain(random)}": {
      			"auth": "${base64(`ci:${plain(random, 20)}`)}"
      		}
      	},
      	"HttpHeaders": { "User-Agent": "Docker-Client/19.03.12 (linux)" }
      }`,
    }),
    (random) => ({
      path: 'k8s/pull-secret.yaml',
      content: code`
      apiVersion: v1
      kind: Secret
      metadata:
        name: regcred
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ${base64(JSON.stringify({ auths: { [`registry.${domain(random)}`]: { username: 'ci', password: plain(random), auth: base64(`ci:${plain(random)}`) } } }))}`,
      classes: ['netrc', 'encoded'],
    }),
  ),
  ...positives(
    random,
    'transfer-program-logins',
    ['netrc', 'password-assignment'],
    (random) => ({
      path: 'backup/sitemanager.xml',
      content: code`
      <?xml version="1.0" encoding="UTF-8"?>
      <FileZilla3 version="3.60.1" platform="windows">
        <Servers>
          <Server>
            <Host>ftp.${domain(random)}</Host>
            <Port>21</Port>
            <User>${person(random)}</User>
            <Pass encoding="base64">${base64(personal(random))}</Pass>
            <Logontype>1</Logontype>
            <Name>webspace</Name>
          </Server>
        </Servers>
      </FileZilla3>`,
      classes: ['netrc', 'encoded'],
    }),
    (random) => ({
      path: 'etc/smb.credentials',
      content: `username=${person(random)}\npassword=${personal(random)}\ndomain=CORP\n`,
      classes: ['password-assignment'],
    }),
    (random) => ({
      path: 'etc/ppp/chap-secrets',
      content: code`
        # client    server  secret            IP addresses
        "${person(random)}"    *   "${generated(random)}"   *
      `,
      classes: ['netrc'],
    }),
  ),
]
