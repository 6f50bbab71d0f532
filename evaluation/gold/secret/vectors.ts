// Negatives: test vectors, and fixtures whose passwords and tokens are evidently made up.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const vectorCases: Cases = (random) => [
  ...negatives(
    random,
    'vectors-of-hash',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'tests/test_sha256.py',
        code`
      VECTORS = {
          b"": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          b"abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          b"message digest": "${random.text('hex', 64)}",
      }`,
      ),
    (random) =>
      hosted(
        random,
        'hash_test.go',
        code`
      var md5Tests = []struct{ in, out string }{
          {"", "d41d8cd98f00b204e9800998ecf8427e"},
          {"a", "0cc175b9c0f1b6a831c399e269772661"},
          {"abc", "900150983cd24fb0d6963f7d28e17f72"},
      }`,
      ),
  ),
  ...negatives(
    random,
    'vectors-of-cipher',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'tests/aes.cpp',
        code`
      // FIPS-197, appendix B
      const char kKey[] = "2b7e151628aed2a6abf7158809cf4f3c";
      const char kPlain[] = "3243f6a8885a308d313198a2e0370734";
      const char kCipher[] = "3925841d02dc09fbdc118597196a0b32";`,
      ),
    (random) =>
      hosted(
        random,
        'tests/test_chacha.py',
        code`
          # RFC 8439, 2.3.2
          KEY = bytes.fromhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
          NONCE = bytes.fromhex("000000090000004a00000000")
        `,
      ),
  ),
  ...negatives(random, 'vectors-of-keyed-hash', ['token-assignment'], (random) =>
    hosted(random, 'tests/hmac.test.ts', {
      body: code`
      // RFC 4231, test case 2
      expect(hmac('Jefe', 'what do ya want for nothing?')).toBe(
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      )`,
    }),
  ),
  ...negatives(random, 'vectors-of-signature', ['private-key', 'token-assignment'], (random) =>
    hosted(
      random,
      'tests/test_ed25519.py',
      code`
      # RFC 8032, 7.1, test 1
      SECRET_KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
      PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
      MESSAGE = ""`,
    ),
  ),
  ...negatives(
    random,
    'vectors-of-password-hash',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'tests/test_bcrypt.py',
        code`
      VECTORS = [
          (b"", b"$2a$06$DCq7YPn5Rq63x1Lad4cll.", b"$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkY8jIucDrjc8deX1s."),
          (b"U*U", b"$2a$05$CCCCCCCCCCCCCCCCCCCCC.", b"$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
      ]`,
      ),
    (random) =>
      hosted(
        random,
        'pbkdf2_test.go',
        code`
          // RFC 6070
          var vectors = []struct{ password, salt, want string }{
              {"password", "salt", "0c60c80f961f0e71f3a9b524af6012062fe037a6"},
          }
        `,
      ),
  ),
  ...negatives(
    random,
    'fixture-plain-password',
    ['password-assignment'],
    (random) =>
      hosted(random, 'tests/test_login.py', {
        body: code`
          user = create_user(email="alice@example.com", password="password")
          assert user.check_password("password")
        `,
      }),
    (random) =>
      hosted(random, 'tests/signup.test.ts', {
        body: code`
          const user = await signUp({ email: 'bob@example.com', password: 'password123' })
          expect(user.passwordHash).not.toBe('password123')
        `,
      }),
    (random) =>
      hosted(random, 'UserTest.java', {
        body: `assertFalse(encoder.matches("wrong-password", encoder.encode("correct-password")));`,
      }),
  ),
  ...negatives(
    random,
    'fixture-plain-token',
    ['token-assignment', 'bearer-header'],
    (random) =>
      hosted(random, 'tests/test_api.py', {
        body: `client.headers["Authorization"] = "Bearer test-token"\nassert client.get("/me").status_code == 200`,
      }),
    (random) =>
      hosted(random, 'tests/auth.test.ts', {
        body: `mockFetch({ access_token: 'access-token', refresh_token: 'refresh-token', token_type: 'Bearer' })`,
      }),
    (random) => hosted(random, 'client_test.go', { body: `req.Header.Set("Authorization", "Bearer invalid")` }),
  ),
  ...negatives(random, 'fixture-password-rules', ['password-assignment'], (random) =>
    hosted(random, 'tests/password.test.ts', {
      body: code`
      it.each([['short', false], ['nouppercase1!', false], ['NOLOWERCASE1!', false], ['NoDigits!!', false]])(
        'judges %s', (password, valid) => expect(isStrong(password)).toBe(valid),
      )`,
    }),
  ),
  ...negatives(
    random,
    'fixture-url-parser',
    ['http-url', 'database-url'],
    (random) =>
      hosted(random, 'tests/url.test.ts', {
        body: `expect(parse('https://user:pass@example.com:8080/p/a/t/h?query=string#hash').password).toBe('pass')`,
      }),
    (random) =>
      hosted(random, 'tests/test_dsn.py', {
        body: `assert parse_dsn("postgres://user:pass@host:1234/db") == ("user", "pass", "host", 1234, "db")`,
      }),
    (random) =>
      hosted(
        random,
        'dsn_test.go',
        line`
          var tests = []string{"user:password@tcp(localhost:5555)/dbname", "foo:bar@/baz", "user@unix(/path/to/socket)
          /db"}
        `,
      ),
  ),
  ...negatives(
    random,
    'fixture-redaction',
    ['http-url', 'password-assignment'],
    (random) =>
      hosted(random, 'tests/test_redact.py', {
        body: `assert redact("password=hunter2 user=bob") == "password=*** user=bob"`,
      }),
    (random) =>
      hosted(random, 'tests/mask.test.ts', {
        body: `expect(mask('redis://user:secret@localhost')).toBe('redis://user:***@localhost')`,
      }),
  ),
  ...negatives(
    random,
    'entropy-rich-test-names',
    ['token-assignment'],
    (random) =>
      hosted(random, 'tests/snapshots.test.ts', {
        body: `const snapshotKey = 'renders_list_when_token_missing_7f3a_v2'\nexpect(snapshotKey).toMatch(/^renders_/)`,
      }),
    (random) => ({
      path: 'tests/__snapshots__/menu.snap',
      content: code`
      // Jest Snapshot v1, https://goo.gl/fbAQLP

      exports[\`menu renders 1\`] = \`
      <div class="sc-${random.text('letters', 6)} ${random.text('letters', 5)}" data-reactroot="" id="radix-:r${random.text('lowerDigits', 1)}:">
        <a class="css-${random.text('lowerDigits', 7)}-link" href="/items">Items</a>
        <button class="MuiButton-root-${random.text('digits', 3)}" type="button">Save</button>
      </div>
      \`;`,
    }),
  ),
  ...negatives(
    random,
    'factory-fixtures',
    ['password-assignment'],
    () => ({
      path: 'spec/factories/users.rb',
      content: code`
      FactoryBot.define do
        factory :user do
          sequence(:email) { |n| "user#{n}@example.com" }
          password { 'password' }
          password_confirmation { 'password' }
          confirmed_at { Time.current }
          reset_password_token { nil }
        end
      end`,
    }),
    () => ({
      path: 'tests/fixtures/users.yml',
      content: code`
      alice:
        email: alice@example.com
        password: <%= BCrypt::Password.create('secret') %>
        role: admin

      bob:
        email: bob@example.com
        password: <%= BCrypt::Password.create('secret') %>
        role: member`,
    }),
  ),
]
