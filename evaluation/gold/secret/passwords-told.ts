// Positives of the class `password-told`: somebody tells a reader a password in words, in a comment, a document or a message,
// where no name is assigned anything. It is said which password (or whose login), and the password stands there as it is typed.
// It is none where the words say what a password must be, where it is kept, what is done with it or that it is wrong; where
// what stands there is a filler, a template, a name to look up, or a word that everyone knows.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, generated, person, personal, plain, thing } from './words.ts'

export const toldPasswordCases: Cases = (random) => [
  ...positives(
    random,
    'password-told-in-block',
    ['password-told'],
    (random) => hosted(random, 'src/deploy.js', `/* deploy with password: ${personal(random)} */`),
    (random) => hosted(random, 'src/main.c', `/* the password of the update server is ${generated(random)} */`),
    (random) =>
      hosted(
        random,
        'index.html',
        `<!-- preview: https://beta.${domain(random)}, user ${person(random)}, password ${personal(random)} -->`,
      ),
    (random) => hosted(random, 'Client.java', `/* admin password: ${personal(random)} - do not tell the customer */`),
    (random) => ({
      path: 'assets/site.css',
      content: code`
        /*
          Staging is behind a login: the password is ${personal(random)}
          and the user is ${person(random)}.
        */
        body { margin: 0; font: 16px/1.5 sans-serif; }`,
    }),
  ),
  ...positives(
    random,
    'password-told-behind-code',
    ['password-told'],
    (random) =>
      hosted(random, 'sync.py', `client.connect("${address(random)}", port=2222)  # password is ${personal(random)}`),
    (random) =>
      hosted(random, 'src/db.ts', `const host = 'db.${domain(random)}' // pw: ${generated(random)}, ask before use`),
    (random) =>
      hosted(
        random,
        'seed.sql',
        `INSERT INTO users (name) VALUES ('${person(random)}'); -- pass is ${personal(random)}`,
      ),
    (random) =>
      hosted(random, 'cmd/sync/main.go', `var host = "${address(random)}" // root password there: ${plain(random)}`),
  ),
  ...positives(
    random,
    'password-told-in-documentation',
    ['password-told'],
    (random) =>
      hosted(
        random,
        'jobs/export.py',
        code`
          """Export of all ${thing(random)}s.

          Log in to the report server as ${person(random)}. The password is ${personal(random)}.
          """`,
      ),
    (random) => ({
      path: 'src/Importer.java',
      content: code`
        /**
         * Imports what the partner sends each night.
         *
         * <p>The password of the archive is ${generated(random)}, the partner will not change it.
         */
        public final class Importer {
          public void run() { System.out.println("started"); }
        }`,
    }),
    (random) =>
      hosted(
        random,
        'spec/rack_helper.rb',
        code`
          # Needs the shared account of the team.
          #   the password for ${person(random)} is "${personal(random)}"`,
      ),
  ),
  ...positives(
    random,
    'password-told-in-message',
    ['password-told'],
    (random) => hosted(random, 'install.sh', `echo "Done. The admin password is ${personal(random)}"`),
    (random) =>
      hosted(random, 'setup.py', {
        body: `print("Log in as ${person(random)} with the password ${personal(random)}")`,
      }),
    (random) =>
      hosted(random, 'src/server.js', {
        body: `console.log('listening, use password ${generated(random)} to sign in')`,
      }),
    (random) =>
      hosted(random, 'Client.java', {
        body: `throw new IllegalStateException("wrong login, the password is ${personal(random)}");`,
      }),
  ),
  ...positives(
    random,
    'login-told-in-words',
    ['password-told'],
    (random) => hosted(random, 'deploy.sh', `# login ${person(random)}, pass: ${personal(random)}`),
    (random) => hosted(random, 'src/server.js', `// credentials: ${person(random)} / ${personal(random)}`),
    (random) => hosted(random, 'Db.cs', `// user: ${person(random)} pass: ${personal(random)}`),
    (random) =>
      hosted(random, 'fetch.php', `// sign in with ${person(random)}:${personal(random)} and look at the list`),
    (random) => hosted(random, 'sync.rb', `# log in as ${person(random)} / ${generated(random)}`),
  ),
  ...positives(
    random,
    'password-told-for-what',
    ['password-told'],
    (random) => hosted(random, 'main.tf', `# root password on db01.${domain(random)}: ${generated(random)}`),
    (random) =>
      hosted(random, 'config.yml', `# password for the ${thing(random)} box has been changed to ${personal(random)}`),
    (random) =>
      hosted(random, 'cmd/sync/main.go', `// the password for ${person(random)} is still ${personal(random)}`),
    (random) => hosted(random, 'src/index.cpp', `// password to the wifi in the lab = ${plain(random, 14)}`),
    (random) =>
      hosted(random, 'lib/list.lua', `-- the passphrase of the key in this folder is now ${generated(random)}`),
  ),
  ...positives(
    random,
    'password-told-in-guide',
    ['password-told'],
    (random) => ({
      path: 'docs/staging.md',
      content: code`
        # Staging

        Open https://staging.${domain(random)} and log in as \`${person(random)}\` with the
        password \`${personal(random)}\`. Data is reset every night.`,
    }),
    (random) => ({
      path: 'README.md',
      content: code`
        ## Demo box

        - Address: ${address(random)}
        - The password for ${person(random)} is **${generated(random)}**
        - It is rebooted on Mondays`,
    }),
    (random) => ({
      path: 'notes.txt',
      content: line`
        Router in the cellar: web page on port 8080, user ${person(random)}, password is now ${personal(random)} (since May).
      `,
    }),
  ),
  ...positives(
    random,
    'password-told-in-other-languages',
    ['password-told'],
    (random) => hosted(random, 'verbindung.php', `// das Passwort lautet ${personal(random)}`),
    (random) => hosted(random, 'src/conexion.js', `// la contraseña del servidor es ${personal(random)}`),
    (random) => hosted(random, 'connexion.py', `# le mot de passe est ${generated(random)}`),
    (random) => hosted(random, 'deploy.sh', `# Kennwort für ${person(random)} ist ${personal(random)}`),
    (random) => hosted(random, 'Conexao.java', `// a senha do banco é ${personal(random)}`),
  ),
  ...positives(
    random,
    'password-told-on-command',
    ['password-told'],
    (random) => hosted(random, 'backup.bat', `REM the password is ${plain(random)}`),
    (random) => hosted(random, 'backup.ps1', `<# Unlock with password ${generated(random)} #>`),
    (random) => hosted(random, 'Module1.vb', `' The password of the sheet is ${personal(random)}`),
    (random) => hosted(random, 'bin/count.pl', `# enter ${personal(random)} as the password when asked`),
  ),
]
