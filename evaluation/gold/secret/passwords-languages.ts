// Positives: passwords in source code of less common languages and in unusual places.
import { type Cases, code, line, positives, windows } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const passwordInLanguageCases: Cases = (random) => [
  ...positives(
    random,
    'password-in-native-languages',
    ['password-assignment'],
    (random) => hosted(random, 'src/main.rs', `const SMTP_PASSWORD: &str = "${generated(random)}";`),
    (random) => hosted(random, 'Login.swift', `private let keystorePassword = "${personal(random)}"`),
    (random) => hosted(random, 'client.cpp', `const std::string kPassword = "${personal(random)}";`),
  ),
  ...positives(
    random,
    'password-in-functional-languages',
    ['password-assignment'],
    (random) => ({
      path: 'src/shop/db.clj',
      content: code`
      (ns shop.db
        (:require [next.jdbc :as jdbc]))

      (def spec
        {:dbtype   "postgresql"
         :dbname   "${thing(random)}s"
         :host     "${address(random)}"
         :user     "${person(random)}"
         :password "${personal(random)}"})

      (defn find-all [] (jdbc/execute! (jdbc/get-datasource spec) ["select * from items"]))`,
    }),
    (random) =>
      hosted(
        random,
        'config/prod.exs',
        code`
      config :shop, Shop.Repo,
        username: "${person(random)}",
        password: "${generated(random)}",
        hostname: "pg.${domain(random)}"`,
      ),
    (random) =>
      hosted(
        random,
        'Load.scala',
        line`
          val props = Map("user" -> "${person(random)}", "password" -> "${personal(random)}", "driver" -> "org.postgre
          sql.Driver")
        `,
      ),
  ),
  ...positives(
    random,
    'password-in-statistics-code',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'load.R',
        line`
          con <- DBI::dbConnect(RMariaDB::MariaDB(), host = "${address(random)}", user = "${person(random)}", password = "
          ${personal(random)}")
        `,
      ),
    (random) => ({
      path: 'import.m',
      content: code`
      function rows = import_rows(since)
      % reads the measurements of one day
      conn = database('lab', '${person(random)}', '${personal(random)}', 'Vendor', 'MySQL', 'Server', '${address(random)}');
      query = ['SELECT * FROM measurements WHERE day = ''' datestr(since, 29) ''''];
      rows = fetch(conn, query);
      close(conn);
      end`,
    }),
  ),
  ...positives(
    random,
    'password-in-perl-and-lua',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'count.pl',
        code`
          my $dbh = DBI->connect("DBI:mysql:database=stats;host=${address(random)}", "${person(random)}", '${personal(random)}');
          my %auth = (user => 'root', passwd => '${generated(random)}');
        `,
      ),
    (random) => hosted(random, 'gateway.lua', `local db_pass = [[${generated(random)}]]`),
  ),
  ...positives(
    random,
    'password-in-basic',
    ['password-assignment'],
    (random) => hosted(random, 'Main.vb', `Private Const PWD As String = "${personal(random)}"`),
    (random) => ({
      path: 'modExport.bas',
      content: windows(code`
      Attribute VB_Name = "modExport"
      Option Explicit

      Sub ExportSheet()
          Dim ws As Worksheet
          Set ws = ThisWorkbook.Worksheets("Summary")
          ws.Unprotect Password:="${personal(random)}"
          ws.Range("A2:F400").ClearContents
          ws.Protect Password:="${personal(random)}", UserInterfaceOnly:=True
      End Sub`),
    }),
  ),
  ...positives(
    random,
    'password-in-powershell',
    ['password-assignment'],
    (random) =>
      hosted(random, 'Join.ps1', {
        body: code`
          $secure = ConvertTo-SecureString '${personal(random)}' -AsPlainText -Force
          $cred = New-Object System.Management.Automation.PSCredential('${person(random)}', $secure)
        `,
      }),
    (random) =>
      hosted(random, 'Map.ps1', {
        body: `net use Z: \\\\fs01\\share /user:CORP\\${person(random)} "${personal(random)}" /persistent:no`,
      }),
    (random) =>
      hosted(random, 'copy.bat', {
        body: code`
          set PGPASSWORD=${plain(random, 13)}
          "C:/pg/bin/pg_dump" -U ${person(random)} -h ${address(random)} items > items.sql
        `,
      }),
  ),
  ...positives(
    random,
    'password-of-other-tongue',
    ['password-assignment'],
    (random) =>
      hosted(random, 'verbindung.php', `$benutzer = '${person(random)}';\n$passwort = '${personal(random)}';`),
    (random) => hosted(random, 'conexion.py', `USUARIO = "${person(random)}"\nCONTRASENA = "${personal(random)}"`),
    (random) => hosted(random, 'connexion.js', `const motDePasse = '${personal(random)}';`),
  ),
  ...positives(
    random,
    'password-in-comment',
    ['password-assignment'],
    (random) => hosted(random, 'deploy.sh', `# staging login: ${person(random)} / password: ${personal(random)}`),
    (random) => hosted(random, 'Client.java', `// TODO move to vault. admin password = "${personal(random)}"`),
  ),
  ...positives(
    random,
    'real-password-in-test',
    ['password-assignment'],
    (random) =>
      hosted(random, 'tests/login.test.ts', {
        body: code`
          await page.fill('#email', '${person(random)}@${domain(random)}')
          await page.fill('#password', '${personal(random)}')
        `,
      }),
    (random) =>
      hosted(
        random,
        'tests/test_portal.py',
        code`
          PORTAL_USER = "${person(random)}@${domain(random)}"
          PORTAL_PASSWORD = "${personal(random)}"  # staging account, shared
        `,
      ),
  ),
  ...positives(
    random,
    'password-compared',
    ['password-assignment'],
    (random) =>
      hosted(random, 'admin.php', {
        body: `if ($_POST['pw'] !== '${personal(random)}') { http_response_code(403); exit; }`,
      }),
    (random) =>
      hosted(random, 'server/login.js', {
        body: line`
          if (req.body.username === '${person(random)}' && req.body.password === '${personal(random)}') req.session.ad
          min = true;
        `,
      }),
  ),
]
