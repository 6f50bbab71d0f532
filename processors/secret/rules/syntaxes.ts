// Passwords and tokens in the syntaxes that assign without a sign: macros, words, build files, SQL.
import { sample } from '../examples.ts'
import { rule, type SecretRule } from '../rule.ts'

const pass = 'vK9q' + 'Tz41wm'
const opaque = sample('assigned', 'alnum', 32)

// Content is matched as bytes, so words of other scripts are written as the bytes of their UTF-8.
const bytes = (text: string): string => Buffer.from(text).toString('latin1')
const foreign = [
  '비밀번호',
  '패스워드',
  '密码',
  '密碼',
  '口令',
  'パスワード',
  'пароль',
  'Пароль',
  'contraseña',
  'mot de passe',
  'κωδικός',
  'סיסמה',
].map(bytes)

export const syntaxRules: readonly SecretRule[] = [
  rule({
    id: 'dockerfile-secret',
    group: 'assignments',
    why: 'It stays in a layer of the image.',
    keywords: ['env ', 'arg '],
    pattern:
      /(?<=^[ \t]{0,8})(?:ENV|ARG)[ \t]+\w{0,40}(?:PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY)\w{0,20}[ \t]+["']?([^\s"'$<{]{6,200})/im,
    check: 'password',
    rank: 1,
    matches: [`FROM debian\nENV DB_PASSWORD ${pass}\n`, `ENV API_KEY "${opaque}"\n`],
    misses: ['ENV DB_PASSWORD $DB_PASSWORD\n', 'ENV DB_PASSWORD changeme\n', 'ARG DB_PASSWORD\n'],
  }),
  rule({
    id: 'macro-secret',
    group: 'assignments',
    why: 'A login compiled into a program.',
    keywords: ['#define'],
    pattern:
      /#[ \t]{0,4}define[ \t]+\w{0,40}(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|(?:WIFI|WPA2?)_?PSK|SECRET|TOKEN|API_?KEY|ACCESS_KEY|AUTH_KEY|PRIVATE_KEY)\w{0,12}[ \t]+L?"([^"\r\n]{5,200})"/i,
    check: 'password',
    rank: 1,
    matches: [`#define WIFI_PASSWORD "${pass}"\n`, `#define API_KEY      "${opaque}"\n`],
    misses: [
      '#define WIFI_PASSWORD "your-password"\n',
      '#define TOKEN_STRING "string"\n',
      '#define PASSWORD_PROMPT "Password: "\n',
    ],
  }),
  rule({
    id: 'word-secret',
    group: 'assignments',
    why: 'A password that someone uses.',
    keywords: ['password ', 'passwd ', 'storepass ', 'secret ', 'token ', 'pass '],
    pattern:
      /(?<=^[ \t]{0,40}(?:\w{0,30}|set[ \t]+[\w.]{0,30}))(?:password|passwd|storepass|secret|token|pass)[ \t]{1,8}(?:"([^"\r\n$]{5,200})"|'([^'\r\n$]{5,200})')[;,]?[ \t]*(?:\r?$|#)/im,
    check: 'password',
    rank: 1,
    matches: [`signingConfigs {\n    storePassword '${pass}'\n}\n`, `  password "${pass}"\n`],
    misses: ["    storePassword 'changeit'\n", '  token "expected"\n', 'the password "is shown here"\n'],
  }),
  rule({
    id: 'securestring-secret',
    group: 'assignments',
    why: 'A secure string made from clear text is not secure.',
    keywords: ['convertto-securestring'],
    pattern:
      /ConvertTo-SecureString[ \t]+(?:-String[ \t]+|-AsPlainText[ \t]+|-Force[ \t]+){0,3}(?:"([^"\r\n]{4,200})"|'([^'\r\n]{4,200})')/i,
    check: 'password',
    matches: [
      `$p = ConvertTo-SecureString "${pass}" -AsPlainText -Force\n`,
      `ConvertTo-SecureString -String '${pass}' -AsPlainText\n`,
    ],
    misses: [
      'ConvertTo-SecureString $password -AsPlainText -Force\n',
      'ConvertTo-SecureString "$env:PASSWORD" -AsPlainText\n',
    ],
  }),
  rule({
    id: 'foreign-password',
    group: 'assignments',
    why: 'A password that someone uses.',
    keywords: foreign,
    pattern: new RegExp(
      `(?:${foreign.join('|')})["'\`*)\\]]{0,3}[ \\t]{0,4}(?::|=|\xef\xbc\x9a)[ \\t]{0,4}(?:"([^"\\r\\n]{5,128})"|'([^'\\r\\n]{5,128})'|\`([^\`\\r\\n]{5,128})\`|([!-~]{5,128}))`,
    ),
    check: 'password',
    rank: 1,
    matches: [`비밀번호: ${pass}\n`, `密码 = "${pass}"\n`, `пароль: ${pass}\n`],
    misses: ['비밀번호: 입력하세요\n', '密码: password\n', 'пароль: <пароль>\n'],
  }),
  rule({
    id: 'curlopt-secret',
    group: 'assignments',
    why: 'A login compiled into a program.',
    keywords: [
      'curlopt_userpwd',
      'curlopt_password',
      'curlopt_proxyuserpwd',
      'curlopt_proxypassword',
      'curlopt_xoauth2_bearer',
      'curlopt_keypasswd',
    ],
    pattern: /CURLOPT_\w{5,20}["']?[ ]{0,2}(?:,|=>)[ ]{0,2}["'](?:[\w.@-]{1,40}:)?([^"'\r\n]{5,200})["']/,
    check: 'password',
    matches: [`curl_easy_setopt(curl, CURLOPT_USERPWD, "deploy:${pass}");\n`, `CURLOPT_PASSWORD => '${pass}',\n`],
    misses: [
      'curl_easy_setopt(curl, CURLOPT_USERPWD, "user:password");\n',
      'curl_setopt($ch, CURLOPT_USERPWD, "$user:$pass");\n',
    ],
  }),
  rule({
    id: 'sql-password',
    group: 'assignments',
    why: 'A login of a database.',
    keywords: [
      'identified by',
      'with password',
      'encrypted password',
      'login password',
      'identified with',
      'set password',
    ],
    pattern:
      /(?:identified[ ]+(?:with[ ]+\w{3,40}[ ]+)?by(?:[ ]+password)?|(?:with|encrypted|login)[ ]+password|set[ ]+password[^\r\n;']{0,60}(?:'[^'\r\n]{0,40}'@'[^'\r\n]{0,40}')?(?:'[^'\r\n]{1,40}')?[ ]{0,4}=[ ]{0,4}(?:password\()?)[ \t]{0,8}[=(]?[ \t]{0,4}N?['"]([^'"\r\n]{4,128})['"]/i,
    check: 'password',
    matches: [
      `CREATE USER 'app'@'%' IDENTIFIED BY '${pass}';\n`,
      `ALTER ROLE app WITH PASSWORD '${pass}';\n`,
      `SET PASSWORD FOR 'app' = PASSWORD('${pass}');\n`,
    ],
    misses: [
      "CREATE USER app IDENTIFIED BY 'password';\n",
      "ALTER ROLE app WITH PASSWORD :'password';\n",
      "ALTER ROLE app WITH PASSWORD '%s';\n",
    ],
  }),
]
