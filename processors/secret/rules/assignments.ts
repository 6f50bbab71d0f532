// Passwords and tokens by the name they are given: one pattern for every way of assigning, tried at the name's keyword.
import { sample } from '../examples.ts'
import { rule, type SecretRule } from '../rule.ts'
import { assigned } from '../syntax.ts'

const pass = 'vK9q' + 'Tz41wm'
const opaque = sample('assigned', 'alnum', 32)

/** The rest of the name from its keyword on. */
const named = '[\\w.-]{2,60}(?![\\w.-])'

/** One class of names. The keywords begin the match, so what stands ahead of them in the name costs nothing. */
function assignment(
  id: string,
  words: readonly string[],
  check: 'password' | 'opaque' | 'dense',
  options: { readonly matches: readonly string[]; readonly misses: readonly string[]; readonly after?: number },
): SecretRule {
  return rule({
    id,
    group: 'assignments',
    why: check === 'password' ? 'A password that someone uses.' : 'A key or token that some service takes.',
    severity: check === 'dense' ? 'medium' : 'high',
    keywords: words,
    pattern: new RegExp(`${named}${assigned}`, 'i'),
    check,
    rank: 1,
    named: true,
    after: 2_600,
    ...options,
  })
}

const name = (variable: string, text: string): readonly string[] => [
  `${variable} = "${text}"\n`,
  `${variable}='${text}';\n`,
  `const ${variable}: string = \`${text}\`\n`,
  `  "${variable}": "${text}",\n`,
  `  ${variable}: ${text}\n`,
  `export ${variable.toUpperCase()}=${text}\n`,
  `ENV ${variable.toUpperCase()}=${text}\n`,
  `<${variable}>${text}</${variable}>\n`,
  `'${variable}' => '${text}',\n`,
  `set_${variable}("${text}")\n`,
  `os.environ.setdefault("${variable.toUpperCase()}", "${text}")\n`,
  `- name: ${variable.toUpperCase()}\n  value: ${text}\n`,
  `{"name": "${variable}", "value": "${text}"}\n`,
  `"{\\"${variable}\\": \\"${text}\\"}"\n`,
]

const not = (variable: string): readonly string[] => [
  `${variable} = os.environ["${variable.toUpperCase()}"]\n`,
  `${variable} = process.env.${variable.toUpperCase()}\n`,
  `${variable}: string\n`,
  `${variable} = get_${variable}()\n`,
  `${variable} = config.${variable}\n`,
  `${variable}: "\${${variable.toUpperCase()}}"\n`,
  `${variable}: {{ .Values.${variable} }}\n`,
  `${variable} = "<your ${variable}>"\n`,
  `${variable} = "changeme"\n`,
  `${variable} = "xxxxxxxxxxxxxxxx"\n`,
  `${variable} = "your-${variable}-here"\n`,
  `${variable} = None\n`,
  `label = "Enter the ${variable}: it must be strong"\n`,
]

export const assignmentRules: readonly SecretRule[] = [
  assignment(
    'password-assignment',
    [
      'password',
      'passwd',
      'passwort',
      'contrasena',
      'motdepasse',
      'senha',
      'pswd',
      'pw:',
      'pw=',
      'pw =',
      'pw"',
      "pw'",
      'passphrase',
      'pass_phrase',
      'pwd',
      'dbpass',
      'userpass',
      '_pass',
      'pass=',
      'pass =',
      'pass:',
      'pass"',
      "pass'",
      'passcode',
    ],
    'password',
    {
      matches: [...name('password', pass), ...name('db_pwd', 'Winter#2019x'), 'mysql_pass: "kaTze$77"\n'],
      misses: [
        ...not('password'),
        'password = "password"\n',
        'pass\n',
        'password_field = "user_password_input"\n',
        'passwordLabel: "Current password"\n',
        'passport = "x82kq91mmz"\n',
      ],
    },
  ),
  assignment('secret-assignment', ['secret', 'client_secret', 'clientsecret'], 'opaque', {
    matches: [...name('client_secret', opaque), ...name('app_secret', sample('secret hex', 'hex', 32))],
    misses: [
      ...not('client_secret'),
      'secretName: my-application-secret-name\n',
      'import { secretStore } from "./secret-store/index-v2.ts"\n',
    ],
  }),
  assignment('token-assignment', ['token', 'jeton'], 'opaque', {
    matches: [...name('access_token', opaque), ...name('auth_token', sample('token hex', 'hex', 40))],
    misses: [...not('access_token'), 'token_type: "authorization_code"\n', 'tokenizer = "bert-base-uncased-v2"\n'],
  }),
  assignment(
    'api-key-assignment',
    ['api_key', 'apikey', 'api-key', 'api.key', 'app_key', 'appkey', 'app-key'],
    'opaque',
    {
      matches: [...name('api_key', opaque), ...name('apikey', sample('api hex', 'hex', 32))],
      misses: [...not('api_key'), 'api_key_header = "X-Custom-Api-Key-2"\n'],
    },
  ),
  assignment(
    'key-assignment',
    [
      'access_key',
      'accesskey',
      'access-key',
      'private_key',
      'privatekey',
      'private-key',
      'encryption_key',
      'encryptionkey',
      'encryption-key',
      'signing_key',
      'signingkey',
      'signing-key',
      'auth_key',
      'authkey',
      'account_key',
      'storage_key',
      'master_key',
      'masterkey',
      'session_key',
      'consumer_key',
      'consumerkey',
      'client_key',
      'subscription_key',
      'subscription-key',
      'server_key',
      'serverkey',
      'service_key',
      'shared_key',
      'sharedkey',
      'hmac_key',
      'jwt_key',
      'aes_key',
      'crypto_key',
      'cryptkey',
      'license_key',
      'licensekey',
      'write_key',
      'writekey',
      'admin_key',
      'deploy_key',
      'webhook_key',
      'cookie_key',
      'host_key',
      'integration_key',
    ],
    'opaque',
    {
      matches: [...name('signing_key', opaque)],
      misses: [...not('signing_key'), 'access_key_name = "primary-access-key-1"\n'],
    },
  ),
  assignment(
    'credential-assignment',
    [
      'credential',
      'creds',
      'auth"',
      "auth'",
      'auth=',
      'auth =',
      'auth:',
      'bearer"',
      "bearer'",
      'session_id',
      'sessionid',
    ],
    'opaque',
    {
      matches: [...name('credential', opaque)],
      misses: [...not('credential'), 'credentials: "same-origin"\n', 'auth: "oauth2"\n'],
    },
  ),
  assignment('named-key-assignment', ['key"', "key'", 'key =', 'key=', 'key:', 'key :=', 'key>', 'keys:'], 'dense', {
    matches: [
      `maps_key = "${opaque}"\n`,
      `"maps_key": "${opaque}",\n`,
      `MAPS_KEY=${opaque}\n`,
      `  key: ${opaque}\n`,
      `key: '${sample('key hex', 'hex', 40)}'\n`,
    ],
    misses: [
      ...not('maps_key'),
      'primary_key: "id_of_the_customer_2024"\n',
      'cacheKey = "user-profile-settings-v2-2024"\n',
    ],
  }),
  assignment('salt-assignment', ['salt', 'pepper'], 'dense', {
    matches: [...name('login_salt', opaque)],
    misses: [...not('login_salt'), 'salt = "pepper-and-salt-2024"\n', 'SaltStack = "salt-master-config-v3"\n'],
  }),
]
