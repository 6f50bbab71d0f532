// Credentials on command lines: in scripts, build files and documents.
import { sample } from '../examples.ts'
import { rule, type SecretRule } from '../rule.ts'

const pass = 'vK9q' + 'Tz41wm'
const opaque = sample('assigned', 'alnum', 32)

export const commandRules: readonly SecretRule[] = [
  rule({
    id: 'curl-user',
    group: 'command lines',
    why: 'A login in a script or a document.',
    keywords: ['curl ', 'wget ', 'http '],
    pattern:
      /(?:curl|wget|http)(?:[ ](?:[^\r\n|;\\]|\\\r?\n|\\[^\r\n]){0,300}?)?[ ](?:-u|--user|-a|--proxy-user|-U)[ =]{0,2}["']?[\w.@%+-]{0,64}:([^\s"'$<{]{4,200})["'\s]?/,
    after: 480,
    check: 'password',
    matches: [
      `curl -s -u deploy:${pass} https://ci.corp.net/job\n`,
      `curl https://ci.corp.net --user "deploy:${pass}"\n`,
    ],
    misses: [
      'curl -u user:password https://ci.corp.net/job\n',
      'curl -u "$USER:$PASS" https://ci.corp.net/job\n',
      `curl -u \${USER}:\${PASS} https://x\n`,
    ],
  }),
  rule({
    id: 'command-password',
    group: 'command lines',
    why: 'A login in a script or a document.',
    keywords: [
      'sshpass',
      'mysql ',
      'mysqldump ',
      'mysqladmin ',
      'redis-cli ',
      'docker login',
      'az login',
      'sqlcmd ',
      'net use',
      'smbclient ',
      'mongo ',
      'mongosh ',
      'mongodump ',
      'mongorestore ',
      'mongoexport ',
      'mongoimport ',
      'expect ',
      'chpasswd',
      'ldapsearch ',
      'ldapadd ',
      'keytool ',
      'openssl ',
      'zip ',
      'unzip ',
      '7z ',
    ],
    pattern:
      /(?<![\w-])(?:sshpass|mysql|mysqldump|mysqladmin|redis-cli|docker login|az login|sqlcmd|ldapsearch|ldapadd|keytool|openssl|mongo(?:sh|dump|restore|export|import)?|smbclient|net use|unzip|zip|7z)\b[^\r\n|;]{0,120}?[ ](?:-p[ ]?|-a[ ]|-P[ ]?|-w[ ]|-U[ ]["']?[\w.\\-]{1,60}%|-storepass[ ]|-keypass[ ]|-pass(?:in|out)?[ ](?:pass:)?|\/user:[\w.\\@-]{1,60}[ ])["']?([^\s"'$<{;|)]{6,100})/,
    after: 320,
    check: 'password',
    matches: [
      `sshpass -p '${pass}' ssh root@10.0.0.7\n`,
      `mysql -u root -p${pass} shop < dump.sql\n`,
      `redis-cli -h cache -a ${sample('redis', 'alnum', 24)} ping\n`,
      `net use Z: \\\\fs01\\share /user:CORP\\jane "${pass}" /persistent:no\n`,
      `smbclient //fs2/reports -U 'jane.doe%${pass}' -c 'put out.csv'\n`,
      `mongodump --host db.corp.net -u jane -p '${pass}' --out dump\n`,
    ],
    misses: ['sshpass -p "$PASSWORD" ssh root@host\n', 'mysql -u root -p shop\n', 'mkdir -p x; mysql -p --port 3306\n'],
  }),
  rule({
    id: 'chpasswd-secret',
    group: 'command lines',
    why: 'A login in a script or a document.',
    keywords: ['echo ', 'printf '],
    pattern:
      /(?:echo|printf)[ ]+(?:-e[ ]+)?["']?[\w.-]{1,40}:([^\s"'$\\]{4,100})["']?[ ]*\|[ ]*(?:sudo[ ]+)?(?:\/usr\/sbin\/)?chpasswd/,
    check: 'password',
    matches: [`echo "app:${pass}" | chpasswd\n`, `RUN echo 'root:${pass}' | sudo chpasswd\n`],
    misses: ['echo "root:root" | chpasswd\n', 'echo "root:$PASSWORD" | chpasswd\n'],
  }),
  rule({
    id: 'stdin-password',
    group: 'command lines',
    why: 'A login in a script or a document.',
    keywords: ['echo ', 'printf '],
    pattern:
      /(?:echo|printf)[ ]+(?:-n[ ]+)?["']?([^\s"'$\\|]{6,200})["']?[ ]*\|[ ]*(?:sudo[ ]+-S|docker[ ]+login\b|cryptsetup\b|passwd[ ]+--stdin|gpg[ ][^\r\n]{0,60}--passphrase-fd|vault[ ]+login|openssl[ ]+enc)/,
    check: 'password',
    matches: [`echo ${pass} | sudo -S apt-get update\n`, `echo "${opaque}" | docker login -u me --password-stdin\n`],
    misses: ['echo $PASSWORD | sudo -S apt-get update\n', 'echo password | sudo -S ls\n'],
  }),
  flag(
    'flag-password',
    [
      '--password',
      '--passwd',
      '--pass',
      '-password',
      '-passphrase',
      '--requirepass',
      'requirepass',
      'masterauth',
      '--db-pass',
      'insecure-password',
      '--admin-password',
      '--user-password',
      '--root-password',
      '--master-user-password',
    ],
    'password',
    {
      matches: [
        `helm install x --set a=b --password ${pass}\n`,
        `requirepass ${pass}\n`,
        `New-User -Password "${pass}"\n`,
      ],
      misses: [
        'tool --password $PASSWORD\n',
        'tool --password --force\n',
        'tool --password <password>\n',
        '.option("--password <value>", "the password")\n',
        'use --password to be asked\n',
      ],
    },
  ),
  flag(
    'flag-secret',
    [
      '--token',
      '--secret',
      '--api-key',
      '--apikey',
      '--auth',
      '--access-key',
      '--secret-key',
      '--client-secret',
      '--key',
      '-token',
      '-secret',
      '-apikey',
    ],
    'opaque',
    {
      matches: [
        `tool --token=${sample('flag token', 'hex', 32)} run\n`,
        `run(["tool", "--secret", "${sample('flag list', 'alnum', 24)}"])\n`,
      ],
      misses: ['tool --token $TOKEN\n', 'tool --token <token>\n', '.option("--token <value>", "the token")\n'],
    },
  ),
]

/** An option of a command and its value, the next word or after an equals sign. */
function flag(
  id: string,
  keywords: readonly string[],
  check: 'password' | 'opaque',
  proofs: Pick<SecretRule, 'matches' | 'misses'>,
): SecretRule {
  return rule({
    id,
    group: 'command lines',
    why: 'A login in a script or a document.',
    keywords,
    pattern:
      /(?:(?<![\w-])--?[\w-]{3,30}|requirepass|masterauth|insecure-password)(?:=|[ \t]+|["'],[ \t]?)["']?([^\s"'$<{)(;|,`\\]{6,400})/i,
    check,
    named: true,
    rank: 1,
    ...proofs,
  })
}
