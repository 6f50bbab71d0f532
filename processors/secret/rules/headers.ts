// Credentials in HTTP headers, wherever a program, a script or a document writes one.
import { sample, wrapped } from '../examples.ts'
import { rule, type SecretRule } from '../rule.ts'

const pass = 'vK9q' + 'Tz41wm'

export const headerRules: readonly SecretRule[] = [
  rule({
    id: 'bearer-header',
    group: 'headers',
    why: 'A bearer token is a login for whoever bears it.',
    keywords: ['bearer '],
    pattern: /Bearer[ ]{1,3}([\w.~+/=-]{16,3000})/i,
    check: 'opaque',
    after: 3100,
    matches: [
      `Authorization: Bearer ${sample('bearer', 'alnum', 40)}\n`,
      `headers = {"Authorization": "Bearer ${sample('bearer hex', 'hex', 32)}"}\n`,
      `curl -H 'authorization: bearer ${sample('bearer url', 'url', 60)}'\n`,
    ],
    misses: [
      'Authorization: Bearer <token>\n',
      'headers = {"Authorization": f"Bearer {token}"}\n',
      'Authorization: Bearer your-access-token-here\n',
      'the bearer authentication-scheme-parameters\n',
    ],
  }),
  rule({
    id: 'token-header',
    group: 'headers',
    why: 'A token in a header is a login.',
    keywords: ['authorization'],
    pattern:
      /authorization["'`]?\]?[ \t]{0,4}[:=,][ \t]{0,4}["'`]?(?:token|apikey|api-key|api-token|key|ssws|digest|aws4|splunk|genie-?key|sso-key|oauth)[ ](?:token=)?["']?([\w.~+/=:-]{16,600})/i,
    check: 'opaque',
    matches: [
      `Authorization: token ${sample('token header', 'hex', 40)}\n`,
      `"authorization": "ApiKey ${sample('apikey header', 'base64', 40)}"\n`,
    ],
    misses: [`Authorization: token \${TOKEN}\n`, 'Authorization: token OAUTH-TOKEN-OF-YOURS\n'],
  }),
  rule({
    id: 'raw-header',
    group: 'headers',
    why: 'A key in a header is a login.',
    keywords: [
      'authorization',
      'x-api-key',
      'x-auth-token',
      'x-access-token',
      'x-token',
      'api-key',
      'private-token',
      'ocp-apim-subscription-key',
      'x-vault-token',
      'x-secret',
      'x-amz-security-token',
      'proxy-authorization',
      'cookie',
    ],
    pattern:
      /(?:authorization|[\w-]{0,30}key|[\w-]{0,30}token|x-secret[\w-]{0,20})(?:["'`]?\]?[ \t]{0,4}[:=]|["'`]\]?[ \t]{0,4},)[ \t]{0,4}["'`]?([\w.~+/=-]{20,600})/i,
    check: 'opaque',
    matches: [
      `curl -H "X-Api-Key: ${sample('x-api-key', 'alnum', 32)}"\n`,
      `req.setHeader('Authorization', '${sample('raw', 'hex', 40)}')\n`,
    ],
    misses: ['curl -H "X-Api-Key: $API_KEY"\n', "req.setHeader('Authorization', authorizationHeaderValue)\n"],
  }),
  rule({
    id: 'basic-header',
    group: 'headers',
    why: 'Base64 of a user name and a password.',
    keywords: ['basic '],
    pattern: /Basic[ ]{1,3}([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])/i,
    check: 'basic',
    matches: [
      `Authorization: Basic ${wrapped(`deploy:${pass}`)}\n`,
      `'Authorization' => 'Basic ${wrapped(`api:${sample('basic', 'alnum', 20)}`)}'\n`,
    ],
    misses: [
      `Authorization: Basic ${wrapped('user:password')}\n`,
      'the basic authentication scheme\n',
      'Authorization: Basic <credentials>\n',
    ],
  }),
]
