// Positives: passwords in source code, by assignment or argument.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const passwordInCodeCases: Cases = (random) => [
  ...positives(
    random,
    'password-constant',
    ['password-assignment'],
    (random) => hosted(random, 'settings.py', `DB_PASSWORD = '${personal(random)}'`),
    (random) => hosted(random, 'src/config.ts', `export const adminPassword = "${generated(random)}"`),
    (random) => hosted(random, 'Db.cs', `private const string Password = @"${personal(random)}";`),
  ),
  ...positives(
    random,
    'password-in-record',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'migrate.py',
        line`
          DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "${thing(random)}s", "USER": "
          ${person(random)}", "PASSWORD": "${personal(random)}", "HOST": "${address(random)}"}}
        `,
      ),
    (random) =>
      hosted(
        random,
        'db.js',
        code`
      var pool = mysql.createPool({
        connectionLimit : 10,
        host            : 'db.${domain(random)}',
        user            : '${person(random)}',
        password        : '${personal(random)}',
        database        : '${thing(random)}s'
      });`,
      ),
    (random) =>
      hosted(
        random,
        'cmd/sync/main.go',
        line`
          var cfg = mysql.Config{User: "${person(random)}", Passwd: "${generated(random)}", Net: "tcp", Addr: "
          ${address(random)}:3306"}
        `,
      ),
  ),
  ...positives(
    random,
    'password-as-argument',
    ['password-assignment'],
    (random) =>
      hosted(random, 'Report.java', {
        body: line`
          Connection db = DriverManager.getConnection("jdbc:oracle:thin:@${address(random)}:1521:PROD", "
          ${person(random)}", "${personal(random)}");
        `,
      }),
    (random) =>
      hosted(random, 'list.php', {
        body: line`
          $link = mysqli_connect('db.${domain(random)}', '${person(random)}', '${personal(random)}', '${thing(random)}
          s');
        `,
      }),
    (random) =>
      hosted(
        random,
        'export.php',
        line`
          $pdo = new PDO('mysql:host=${address(random)};dbname=${thing(random)}', '${person(random)}', '
          ${generated(random)}');
        `,
      ),
  ),
  ...positives(
    random,
    'mail-login',
    ['password-assignment'],
    (random) =>
      hosted(random, 'notify.py', {
        body: code`
          server = smtplib.SMTP_SSL('smtp.gmail.com', 465)
          server.login('${person(random)}@${domain(random)}', '${random.text('lower', 4)} ${random.text('lower', 4)} ${random.text('lower', 4)} ${random.text('lower', 4)}')
        `,
      }),
    (random) =>
      hosted(
        random,
        'mailer.js',
        code`
      const transport = nodemailer.createTransport({
        host: 'mail.${domain(random)}',
        auth: { user: 'noreply@${domain(random)}', pass: '${personal(random)}' },
      });`,
      ),
    (random) =>
      hosted(random, 'Mailer.vb', {
        body: line`
          smtp.Credentials = New Net.NetworkCredential("${person(random)}@${domain(random)}", "${personal(random)}")
        `,
      }),
  ),
  ...positives(
    random,
    'remote-login',
    ['password-assignment'],
    (random) =>
      hosted(random, 'collect.py', {
        body: `ssh.connect("${address(random)}", username="${person(random)}", password="${personal(random)}")`,
      }),
    (random) =>
      hosted(
        random,
        'fabfile.py',
        `env.hosts = ["${person(random)}@${address(random)}"]\nenv.password = "${personal(random)}"`,
      ),
    (random) =>
      hosted(random, 'upload.rb', {
        body: line`
          Net::FTP.open('ftp.${domain(random)}', '${person(random)}', '${personal(random)}') { |ftp| ftp.putbinaryfile
          ('out.csv') }
        `,
      }),
  ),
  ...positives(
    random,
    'wireless-password',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'station.ino',
        code`
          const char* ssid = "FRITZ!Box 75${random.text('digits', 2)}";
          const char* password = "${random.text('digits', 20)}";
        `,
      ),
    (random) => hosted(random, 'node.ino', `#define WIFI_SSID "Lumen-Guest"\n#define WIFI_PASS "${personal(random)}"`),
    (random) => hosted(random, 'net.c', `#define CONFIG_AP_PASSWORD "${plain(random, 12)}"`),
  ),
]
