// Negatives of the class `password-told`: prose that speaks of passwords and tells none.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { person, thing } from './words.ts'

/** Each remark stands in a file of its own, as a comment of that language. */
const remarks = (sign: string, path: string, ...texts: readonly string[]) =>
  texts.map((text) => (random: Parameters<Cases>[0]) => hosted(random, path, `${sign} ${text}`))

export const passwordProseCases: Cases = (random) => [
  ...negatives(
    random,
    'password-prose-of-rules',
    ['password-told'],
    ...remarks(
      '//',
      'src/server.js',
      'password: required',
      'password is 12-72 characters, case-sensitive',
      'the password is A-Z, a-z, 0-9 and at least one of !@#$%',
      'password: string, min. 12 characters, e.g. letters+digits',
      'a password is RFC2617-encoded when it holds a colon',
    ),
    () => ({
      path: 'docs/accounts.md',
      content: code`
        # Accounts

        - **Password**: at least 12 characters, UTF-8, NFC-normalised
        - The password for an account is valid for 90 days (1-365).
        - A new password is different from the last 5.`,
    }),
  ),
  ...negatives(
    random,
    'password-prose-of-storage',
    ['password-told'],
    ...remarks(
      '#',
      'app/views.py',
      'password is stored hashed',
      'the password is hashed with PBKDF2-HMAC-SHA256, 600000 rounds',
      'the password is base64-encoded twice, see RFC 7617',
      'password is kept in os.environ["DB_PASSWORD2"]',
      'the password for the box is in 1Password',
      'password: ask ops@kestrelworks.io',
    ),
    ...remarks(
      '//',
      'src/main/java/eu/kestrel/Client.java',
      'the password is read from /etc/kestrel/db.pass by Main2.load()',
      'password is wiped with Arrays.fill(password, (char)0)',
    ),
  ),
  ...negatives(
    random,
    'password-prose-of-messages',
    ['password-told'],
    (random) => hosted(random, 'src/server.js', { body: `throw new Error('the password is incorrect (E4012)')` }),
    (random) => hosted(random, 'app/views.py', { body: `print(f"the password is {password}, keep it")` }),
    (random) =>
      hosted(random, 'Client.java', { body: `throw new Error("password is too weak: min. 12, 1 digit, 1 symbol");` }),
    (random) => hosted(random, 'install.sh', `echo "The admin password is $ADMIN_PASS1"`),
    (random) => hosted(random, 'install.sh', `echo "log in as ${person(random)} with password: "; read -rs PW1`),
    (random) => hosted(random, 'cmd/sync/main.go', { body: `fmt.Printf("password is %q\\n", pw2)` }),
    (random) => hosted(random, 'src/schema.ts', `const told = \`the password of the ${thing(random)} is \${pw1}\``),
  ),
  ...negatives(
    random,
    'password-prose-of-code',
    ['password-told'],
    ...remarks(
      '//',
      'src/service.ts',
      'password is Password2FA.current, not the one of v1',
      '@param password the password as Uint8Array',
      'the password is getPassword(user1)',
      'here password is still Option<String>, never None',
      'with password = user.password2 it fails',
      'first pass: 3x3 blur, second pass: 5x5 blur',
      'pass is O(n^2) and the other is O(log2(n))',
    ),
    (random) => hosted(random, 'app/views.py', { body: 'if password is None or password is self.password2: return' }),
    (random) => hosted(random, 'app/Repository.kt', { body: 'if (password is CharArray2) println("chars")' }),
  ),
  ...negatives(
    random,
    'password-prose-of-places',
    ['password-told'],
    ...remarks(
      '#',
      'deploy.sh',
      'log in as root@10.0.0.7 / 10.0.0.8 first',
      'credentials: see docs/Logins-2024.md / vault',
      'login: 2FA/TOTP',
      'user/password: from Vault v1.12',
      'sign in with GitHub/OAuth2',
      'password from https://vault.kestrelworks.io/v1/kv2',
      'the password is on page 12, line 3b',
    ),
  ),
  ...negatives(
    random,
    'password-told-as-placeholder',
    ['password-told'],
    ...remarks(
      '//',
      'src/service.ts',
      'the password is <your password>',
      'password is ********',
      'password: xxxxxxxx',
      'the password is changeme123',
      'log in as admin with password "admin123"',
      'the default password is Password1!',
      'credentials: user / password1',
      'deploy with password: {{ vault.deploy1 }}',
      'password is REPLACE_ME_2024',
    ),
  ),
  ...negatives(
    random,
    'pass-of-other-kinds',
    ['password-told'],
    ...remarks(
      '//',
      'src/index.cpp',
      'pass 2: resolves $refs, O(n)',
      'render pass: GL_RGBA8/D24S8',
      'this pass is SSE4.2 only',
      'boarding pass: LH2041/12A',
      'tests pass: 41/42',
    ),
  ),
]
