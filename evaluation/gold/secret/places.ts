// Logins by the place that they stand in: headers, addresses, tables, calls and variables in other tongues.
import { type Written, writtenCases } from './written.ts'

const list: readonly Written[] = [
  {
    family: 'paseto-login',
    positive: true,
    classes: ['bearer-header'],
    variants: [
      { path: 'call.sh', top: `curl -H "Authorization: Bearer v4.local.⟦base64url:180⟧" https://api.shop.io/orders` },
      { path: 'session.ts', top: `const session = 'v2.public.⟦base64url:200⟧'` },
    ],
  },
  {
    family: 'paserk-written-out',
    positive: true,
    classes: ['token-assignment'],
    variants: [
      { path: 'tokens.go', top: `var signing = mustParse("k4.secret.⟦base64url:86⟧")` },
      { path: 'tokens.py', top: `LOCAL = "k4.local.⟦base64url:43⟧"` },
    ],
  },
  {
    family: 'ntlm-answer',
    positive: true,
    classes: ['basic-header'],
    variants: [
      {
        path: 'replay.http',
        whole: `GET /intranet/payroll HTTP/1.1
Host: intranet.shop.io
Authorization: NTLM ⟦raw:4e544c4d53535000030000001800180086000000:180⟧`,
      },
      {
        path: 'client.py',
        top: `session.headers["Authorization"] = "NTLM ⟦raw:4e544c4d53535000030000001800180086000000:180⟧"`,
      },
    ],
  },
  {
    family: 'token-as-user-of-url',
    positive: true,
    classes: ['http-url'],
    variants: [
      { path: 'setup.sh', top: `git clone https://⟦lowerDigits:40⟧@git.shop.io/ops/deploy.git` },
      { path: 'pip.conf', top: `extra-index-url = https://⟦base64url:44⟧@pypi.shop.io/simple/` },
    ],
  },
  {
    family: 'terraform-default',
    positive: true,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'variables.tf',
        top: `variable "db_password" {
  type        = string
  description = "Password of the shop's database"
  default     = "⟦alphanumeric:9⟧!⟦alphanumeric:7⟧"
}`,
      },
      {
        path: 'redis.tf',
        top: `variable "redis_auth_token" {
  default = "⟦alphanumeric:32⟧"
}`,
      },
    ],
  },
  {
    family: 'session-replayed',
    positive: true,
    classes: ['bearer-header'],
    variants: [
      { path: 'scrape.py', top: `COOKIES = {"sessionid": "⟦lowerDigits:32⟧", "csrftoken": "⟦alphanumeric:32⟧"}` },
      {
        path: 'scrape.sh',
        top: `curl 'https://www.linkedin.com/feed/' -H 'cookie: li_at=AQED⟦base64url:148⟧; lang=v=2&lang=en-us'`,
      },
      {
        path: 'replay.js',
        top: `const headers = { Cookie: 'JSESSIONID=⟦upperHex:32⟧; connect.sid=s%3A⟦base64url:32⟧.⟦base64url:43⟧' }`,
      },
    ],
  },
  {
    family: 'login-of-other-servers',
    positive: true,
    classes: ['http-url'],
    variants: [
      { path: 'settings.py', top: `EMAIL_URL = "smtp://mailer:⟦alphanumeric:14⟧@smtp.shop.io:587/?tls=true"` },
      {
        path: 'directory.yml',
        top: `ldap_url: "ldaps://cn=reader:⟦alphanumeric:12⟧@ldap.shop.io/dc=shop"
camera: rtsp://viewer:⟦alphanumeric:12#2⟧@10.2.0.31:554/stream1`,
      },
      { path: 'backup.sh', top: `duplicity /srv/shop sftp://backup:⟦alphanumeric:16⟧@store.shop.io//shop` },
    ],
  },
  {
    family: 'twilio-client-made',
    positive: true,
    classes: ['telephony'],
    variants: [
      {
        path: 'notify.py',
        top: `client = Client("AC⟦hex:32⟧", "⟦hex:32#2⟧")
client.messages.create(to=number, from_="+15005550006", body=text)`,
      },
      { path: 'notify.js', top: `const client = require('twilio')('AC⟦hex:32⟧', '⟦hex:32#2⟧')` },
    ],
  },
  {
    family: 'header-set-by-call',
    positive: true,
    classes: ['token-assignment'],
    variants: [
      { path: 'client.go', body: `req.Header.Set("X-Api-Key", "⟦alphanumeric:32⟧")` },
      { path: 'Client.java', body: `request.addHeader("X-Auth-Token", "⟦hex:40⟧");` },
      { path: 'client.js', body: `request.setRequestHeader('X-Access-Token', '⟦alphanumeric:40⟧')` },
    ],
  },
  {
    family: 'logins-in-table',
    positive: true,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'handover.md',
        top: `| system | user | password |
|---|---|---|
| Jenkins | admin | ⟦alphanumeric:6⟧!⟦alphanumeric:6#2⟧ |
| Nexus | deploy | ⟦alphanumeric:12⟧# |`,
      },
      {
        path: 'users.csv',
        whole: `username,email,password,role
ada,ada@shop.io,⟦alphanumeric:5⟧?⟦alphanumeric:8⟧,admin
grace,grace@shop.io,⟦alphanumeric:11⟧$,editor`,
      },
      {
        path: 'docs/access.html',
        whole: `<table>
  <tr><th>Host</th><th>User</th><th>Password</th></tr>
  <tr><td>db1.shop.io</td><td>root</td><td>⟦alphanumeric:7⟧%⟦alphanumeric:6⟧</td></tr>
</table>`,
      },
    ],
  },
  {
    family: 'passwords-in-other-tongues',
    positive: true,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'einstellungen.ini',
        top: `benutzer = kasse
passwort = ⟦alphanumeric:8⟧!⟦digits:3⟧`,
      },
      {
        path: 'conexion.php',
        top: `$usuario = 'tienda';
$contrasena = '⟦alphanumeric:9⟧#⟦digits:2⟧';`,
      },
      { path: 'config.py', top: `mot_de_passe = "⟦alphanumeric:10⟧&⟦digits:2⟧"` },
      {
        path: 'banco.properties',
        top: `banco.usuario=loja
banco.senha=⟦alphanumeric:11⟧@⟦digits:2⟧`,
      },
    ],
  },
  {
    family: 'login-given-to-curl',
    positive: true,
    classes: ['basic-header'],
    variants: [
      { path: 'fetch.php', body: `curl_setopt($curl, CURLOPT_USERPWD, 'shop:⟦alphanumeric:16⟧');` },
      { path: 'fetch.c', body: `curl_easy_setopt(curl, CURLOPT_USERPWD, "station:⟦alphanumeric:14⟧");` },
    ],
  },
  {
    family: 'address-with-user-only',
    positive: false,
    classes: ['http-url'],
    variants: [
      {
        path: 'setup.sh',
        top: `git clone https://deploy@git.shop.io/ops/deploy.git
git clone "https://\${TOKEN}@git.shop.io/ops/deploy.git"
scp backup@store.shop.io:/srv/shop.tar .`,
      },
      {
        path: 'urls.py',
        top: `EMAIL_URL = f"smtp://{user}:{password}@smtp.shop.io:587"
CAMERA = "rtsp://<user>:<password>@10.2.0.31:554/stream1"
PROFILE = "https://medium.com/@grace.hopper"`,
      },
    ],
  },
  {
    family: 'terraform-sensitive',
    positive: false,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'variables.tf',
        top: `variable "db_password" {
  type        = string
  sensitive   = true
  description = "Password of the shop's database; set TF_VAR_db_password"
}

variable "password_length" {
  default = 24
}`,
      },
    ],
  },
  {
    family: 'session-names-only',
    positive: false,
    classes: ['bearer-header'],
    variants: [
      {
        path: 'middleware.js',
        top: `app.use(session({ name: 'connect.sid', secret: process.env.SESSION_SECRET, cookie: { sameSite: 'lax' } }))
const cookieName = 'JSESSIONID'`,
      },
    ],
  },
  {
    family: 'header-names-only',
    positive: false,
    classes: ['token-assignment'],
    variants: [
      {
        path: 'client.go',
        body: `req.Header.Set("X-Api-Key", os.Getenv("SHOP_API_KEY"))
req.Header.Set("X-Request-Id", uuid.NewString())
req.Header.Set("Accept", "application/vnd.shop.orders.v2+json")`,
      },
    ],
  },
  {
    family: 'password-columns',
    positive: false,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'guide.md',
        top: `| field | type | password |
|---|---|---|
| user | text | no |
| secret | text | shown as dots |
| host | text | not needed |`,
      },
      {
        path: 'schema.csv',
        whole: `column,type,nullable,description
username,varchar,no,name to sign in with
password,varchar,no,hash of the password`,
      },
    ],
  },
  {
    family: 'other-tongues-labels',
    positive: false,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'texte.ini',
        top: `passwort = Passwort
passwort_vergessen = Passwort vergessen?
passwort_hinweis = Mindestens zwölf Zeichen`,
      },
      {
        path: 'formulario.php',
        top: `$contrasena = $_POST['contrasena'] ?? '';
$senha = getenv('SENHA');
$mot_de_passe = htmlspecialchars($row['mot_de_passe']);`,
      },
    ],
  },
  {
    family: 'curl-options-read',
    positive: false,
    classes: ['basic-header'],
    variants: [
      {
        path: 'fetch.php',
        body: `curl_setopt($curl, CURLOPT_USERPWD, $user . ':' . $password);
curl_setopt($curl, CURLOPT_USERAGENT, 'shop:sync/2.1');`,
      },
    ],
  },
  {
    family: 'ntlm-first-message',
    positive: false,
    classes: ['basic-header'],
    variants: [
      {
        path: 'proxy.py',
        top: `NEGOTIATE = "NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAGAbEdAAAADw=="
SCHEMES = ("Negotiate", "NTLM", "Basic")`,
      },
    ],
  },
  {
    family: 'twilio-from-settings',
    positive: false,
    classes: ['telephony'],
    variants: [
      {
        path: 'notify.py',
        top: `client = Client(settings.TWILIO_SID, settings.TWILIO_TOKEN)
SERVICE = "VA⟦hex:32⟧"
MESSAGE = "SM⟦hex:32#2⟧"`,
      },
    ],
  },
  {
    family: 'versions-like-tokens',
    positive: false,
    classes: ['bearer-header'],
    variants: [
      {
        path: 'versions.ts',
        top: `export const paths = ['v4.local.settings.json', 'v2.public.assets.manifest', 'k4.local.cluster.internal']`,
      },
    ],
  },
]

export const placeCases = writtenCases(list)
