// Negatives: strings that only look like a JWT, a Bearer or a Basic header, or a login.
import { base64, base64url, type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { address, domain, person } from './words.ts'

export const nearHeaderCases: Cases = (random) => [
  ...negatives(
    random,
    'broken-jwt',
    ['jwt'],
    (random) =>
      hosted(random, 'tests/test_jwt.py', {
        body: code`
          for broken in ("", "a.b", "a.b.c", "header.payload.signature", "eyJ.eyJ.sig", "not-a-jwt"):
              assert decode(broken) is None
        `,
      }),
    (random) =>
      hosted(random, 'tests/jwt.test.ts', {
        body: code`
          expect(() => verify('eyJhbGciOiJIUzI1NiJ9.invalid.payload')).toThrow()
          expect(() => verify('xxxxx.yyyyy.zzzzz')).toThrow()
        `,
      }),
    (random) =>
      hosted(
        random,
        'docs/jwt.md',
        '    Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6...\n\nA token has three parts: `xxxxx.yyyyy.zzzzz`.',
      ),
  ),
  ...negatives(
    random,
    'base64-json-that-is-no-token',
    ['jwt', 'encoded'],
    () => ({
      path: 'dist/app.css',
      content: code`
        .a{color:#123}.b{margin:0 auto}
        /*# ${'source'}MappingURL=data:application/json;charset=utf-8;base64,${base64(JSON.stringify({ version: 3, sources: ['a.css', 'b.css'], names: [], mappings: 'AAAA;ACAA', file: 'app.css' }))} */
      `,
    }),
    (random) =>
      hosted(
        random,
        'cursor.ts',
        `const firstPage = '${base64url(JSON.stringify({ after: random.int(1000), size: 20 }))}'`,
      ),
  ),
  ...negatives(
    random,
    'dotted-names',
    ['jwt'],
    (random) =>
      hosted(
        random,
        'Main.java',
        `static final String KEY = "eu.kestrel.security.oauth2.JwtAuthenticationTokenConverterFactoryBean";`,
      ),
    (random) => hosted(random, 'flags.swift', `let productToken = "eu.kestrel.notes.premium.yearly.introductory"`),
  ),
  ...negatives(
    random,
    'bearer-in-prose',
    ['bearer-header', 'basic-header'],
    (random) =>
      hosted(
        random,
        'docs/auth.md',
        code`
      ## Authorization

      Bearer tokens are sent in the header. A bearer token grants access to whoever holds it. Basic authentication
      is not supported since version 2; Bearer authentication replaces it.`,
      ),
    (random) =>
      hosted(
        random,
        'shares.py',
        `KINDS = {"bearer": "Bearer shares without registered owner", "basic": "Basic earnings-per-share"}`,
      ),
    (random) =>
      hosted(random, 'plans.ts', `const plans = ['Basic subscription', 'Basic Supporter12', 'Bearer bond', 'Pro']`),
  ),
  ...negatives(
    random,
    'scheme-in-api-client',
    ['bearer-header'],
    (random) =>
      hosted(random, 'auth.kt', `private val scheme = "Bearer"\nfun header(token: String) = "$scheme $token"`),
    (random) =>
      hosted(
        random,
        'api.http.md',
        [
          '    GET {{host}}/items',
          '    Authorization: Bearer {{token}}',
          '',
          '    GET {{host}}/items',
          '    Authorization: Basic {{user}} {{password}}',
        ].join('\n'),
      ),
  ),
  ...negatives(
    random,
    'mail-addresses-and-ports',
    ['http-url'],
    (random) =>
      hosted(
        random,
        'contacts.php',
        code`
          $mail = 'mailto:${person(random)}@${domain(random)}?subject=Password:%20reset';
          $sip = 'sip:${person(random)}@${address(random)}:5060';
        `,
      ),
    (random) =>
      hosted(random, 'scp.sh', {
        body: code`
          scp -P 2222 dist.tgz ${person(random)}@${address(random)}:/srv/app/
          rsync -az ./ ${person(random)}@${domain(random)}:~/site/
        `,
      }),
  ),
]
