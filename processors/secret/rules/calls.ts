// Credentials by their place: arguments of calls that log in, pairs of user and password, blocks that declare a secret.
import { sample } from '../examples.ts'
import { rule, type SecretRule } from '../rule.ts'

const pass = 'vK9q' + 'Tz41wm'
const phrase = 'orbit velvet canyon puzzle lemon harbor quantum rabbit cradle winter saddle mimic'

export const callRules: readonly SecretRule[] = [
  rule({
    id: 'connect-call',
    group: 'calls',
    why: 'The login of a database as the third argument of a call that opens it.',
    severity: 'critical',
    keywords: [
      'mysql_connect(',
      'mysqli_connect(',
      'new mysqli(',
      'new pdo(',
      'pymysql.connect(',
      'mysqldb.connect(',
      'getconnection(',
      'psycopg2.connect(',
      'mysql_pconnect(',
      'cx_oracle.connect(',
      'ftp_login(',
    ],
    pattern:
      /[\w. ]{3,30}\([ \t]{0,4}(?:["'][^"'\r\n]{1,160}["']|[$\w.]{1,40})[ \t]{0,4},\s{0,20}["'][^"'\r\n]{1,64}["'][ \t]{0,4},\s{0,20}["']([^"'\r\n]{4,128})["']/i,
    check: 'password',
    matches: [
      `$db = mysqli_connect('db.corp.net', 'shop', '${pass}', 'shop');\n`,
      `$pdo = new PDO("mysql:host=db;dbname=shop", "shop", "${pass}");\n`,
      `DriverManager.getConnection(url, "shop", "${pass}");\n`,
    ],
    misses: [
      "$db = mysqli_connect('localhost', 'root', 'password', 'shop');\n",
      '$db = mysqli_connect($host, $user, $password, $name);\n',
    ],
  }),
  rule({
    id: 'login-pair',
    group: 'calls',
    why: 'A user and a password in one call.',
    keywords: [
      'auth=(',
      'auth = (',
      'httpbasicauth(',
      'networkcredential(',
      'usernamepasswordcredentials(',
      'passwordauthentication(',
      '.login(',
      'basic_auth(',
      'basicauth(',
      'basicawscredentials(',
      'setcredentials(',
      '.authenticate(',
      'setbasicauth(',
      'http_basic_authenticate',
      'plainauth(',
    ],
    pattern:
      /[\w. =]{3,30}\([ \t]{0,4}(?:""[ \t]{0,4},[ \t]{0,4})?["'][^"'\r\n:]{1,80}["'][ \t]{0,4},\s{0,20}["']([^"'\r\n]{4,200})["']/i,
    check: 'password',
    matches: [
      `requests.get(url, auth=('robot', '${pass}'))\n`,
      `new NetworkCredential("robot", "${pass}")\n`,
      `server.login('robot@corp.net', '${pass}')\n`,
      `smtp.PlainAuth("", "robot", "${pass}", host)\n`,
    ],
    misses: [
      "requests.get(url, auth=('user', 'pass'))\n",
      'requests.get(url, auth=(user, password))\n',
      "client.login('name', 'password')\n",
    ],
  }),
  rule({
    id: 'terraform-variable',
    group: 'Terraform',
    why: 'The default of a variable that is meant to be given.',
    keywords: ['variable "'],
    pattern:
      /variable[ ]"[\w-]{0,60}(?:password|passwd|secret|token|api_key|access_key|private_key)[\w-]{0,30}"\s{0,4}\{[^{}]{0,300}?\bdefault\s{0,20}=\s{0,4}"([^"$\r\n]{4,300})"/i,
    after: 800,
    check: 'password',
    matches: [`variable "db_password" {\n  type    = string\n  default = "${pass}"\n}\n`],
    misses: [
      'variable "db_password" {\n  type = string\n  default = ""\n}\n',
      'variable "db_password" {\n  default = "changeme"\n}\n',
    ],
  }),
  rule({
    id: 'mnemonic-phrase',
    group: 'Ethereum',
    why: 'Twelve words that are a wallet.',
    severity: 'critical',
    keywords: ['mnemonic', 'seed_phrase', 'seedphrase', 'seed phrase', 'recovery_phrase', 'recovery phrase'],
    pattern:
      /(?:mnemonic|(?:seed|recovery)[_ ]?phrase)[\w-]{0,20}["'`]?\]?[ \t]{0,4}(?::[ \t]{0,4}string[ \t]{0,4})?[:=,(][ \t]{0,4}["'`]?((?:[a-z]{3,8}[ ]){11,23}[a-z]{3,8})(?![a-z ])/i,
    check: 'mnemonic',
    matches: [`const mnemonic = '${phrase}'\n`, `MNEMONIC="${phrase}"\n`],
    misses: [
      `mnemonic = '${['test '.repeat(11), 'junk'].join('')}'\n`,
      'mnemonic: a word that helps you to remember something you want to keep in mind\n',
    ],
  }),
  rule({
    id: 'keyword-secret',
    group: 'assignments',
    why: 'A password that someone uses.',
    keywords: [':password ', ':secret ', ':token ', ':api-key ', ':pass ', ':api_key ', ':secret-key '],
    pattern: /:[\w-]{4,30}[ \t]{1,12}"([^"\r\n]{5,200})"/,
    check: 'password',
    rank: 1,
    matches: [`(def db {:user "shop" :password "${pass}"})\n`],
    misses: ['(def db {:user "shop" :password "secret"})\n', '{:keys [:password :token "x"]}\n'],
  }),
  rule({
    id: 'session-cookie',
    group: 'headers',
    why: 'A session is a login until it ends.',
    severity: 'medium',
    keywords: [
      'phpsessid',
      'jsessionid',
      'connect.sid',
      'asp.net_sessionid',
      'laravel_session',
      'sessionid=',
      'session_id=',
      'remember_token',
      'li_at=',
    ],
    pattern:
      /(?:phpsessid|jsessionid|connect\.sid|asp\.net_sessionid|laravel_session|session_?id|remember_token|li_at)["']?[ ]{0,2}[=:,][ ]{0,2}["']?((?:s%3A)?[\w.%+/-]{20,400}={0,2})/i,
    check: 'opaque',
    matches: [
      `Cookie: PHPSESSID=${sample('phpsessid', 'lower', 26)}\n`,
      `curl -b 'JSESSIONID=${sample('jsessionid', 'hexUpper', 32)}' https://x\n`,
    ],
    misses: ['Cookie: PHPSESSID=<session>\n', 'session_id = request.cookies.get("session")\n'],
  }),
  rule({
    id: 'other-url',
    group: 'servers',
    why: 'The address and the login of a server in one string.',
    keywords: ['://'],
    pattern:
      /(?<=(?<![A-Za-z])[A-Za-z][\w+.-]{1,30}):\/\/[^\s:@/"'`<>\\]{0,80}:([^\s@/"'`<>\\]{3,200})@(?=[\w.${(<[%*-])/,
    check: 'url',
    severity: 'critical',
    matches: [
      `bucket: s3://shop:${pass}@storage.corp.net/x\n`,
      `cloudinary://471234567890123:${sample('cloudinary', 'alnum', 27)}@shop\n`,
      `RESULT = "db+custom://shop:${pass}@db.corp.net/x"\n`,
    ],
    misses: ['s3://user:password@bucket/x\n', 's3://${KEY}:${SECRET}@bucket/x\n', 'see s3://bucket/x@2:3\n'],
  }),
]
