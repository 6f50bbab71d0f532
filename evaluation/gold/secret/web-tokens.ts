// Positives: JWTs that decode.
import type { Random } from '../random.ts'
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { jwt } from './keys.ts'
import { address, domain, person } from './words.ts'

const claims = (random: Random): object => {
  const issued = 1640000000 + random.int(90000000)
  return {
    sub: random.text('digits', 8),
    name: person(random),
    role: 'admin',
    iss: `https://auth.${domain(random)}`,
    iat: issued,
    exp: issued + 31536000,
  }
}

export const jwtCases: Cases = (random) => [
  ...positives(
    random,
    'jwt-constant',
    ['jwt'],
    (random) => hosted(random, 'tools/export.py', `TOKEN = "${jwt(random, claims(random))}"`),
    (random) =>
      hosted(random, 'src/api.js', `const authToken = '${jwt(random, claims(random), { typ: 'JWT', alg: 'HS512' })}';`),
    (random) =>
      hosted(
        random,
        'monitor.go',
        `const session = "${jwt(random, claims(random), { alg: 'RS256', kid: random.text('hex', 16) })}"`,
      ),
  ),
  ...positives(
    random,
    'jwt-in-bearer-header',
    ['jwt', 'bearer-header'],
    (random) =>
      hosted(random, 'report.sh', {
        body: line`
          curl -H "Authorization: Bearer ${jwt(random, claims(random))}" https://api.${domain(random)}/reports/weekly
        `,
      }),
    (random) =>
      hosted(random, 'src/Sync.php', { body: `$headers = ["Authorization: Bearer ${jwt(random, claims(random))}"];` }),
  ),
  ...positives(
    random,
    'jwt-service-role',
    ['jwt'],
    (random) =>
      hosted(
        random,
        '.env.local',
        code`
      SUPABASE_URL=https://${random.text('lower', 20)}.supabase.co
      SUPABASE_SERVICE_ROLE_KEY=${jwt(random, { iss: 'supabase', ref: random.text('lower', 20), role: 'service_role', iat: 1690000000, exp: 2005576000 })}`,
      ),
    (random) =>
      hosted(
        random,
        'admin.ts',
        line`
          const admin = createClient(url, '
          ${jwt(random, { iss: 'supabase', ref: random.text('lower', 20), role: 'service_role', iat: 1701000000, exp: 2016576000 })}
          ')
        `,
      ),
  ),
  ...positives(
    random,
    'jwt-in-url-or-cookie',
    ['jwt'],
    (random) =>
      hosted(
        random,
        'embed.html',
        line`
          <iframe src="https://bi.${domain(random)}/embed/dashboard/
          ${jwt(random, { resource: { dashboard: 12 }, params: {}, exp: 1893456000 })}#bordered=true"></iframe>
        `,
      ),
    (random) =>
      hosted(
        random,
        'bot.rb',
        `COOKIE = 'sid=${random.text('hex', 20)}; access_token=${jwt(random, claims(random))}; lang=en'`,
      ),
  ),
  ...positives(
    random,
    'jwt-of-home-automation',
    ['jwt'],
    (random) =>
      hosted(
        random,
        'lights.ino',
        `const char* HA_TOKEN = "${jwt(random, { iss: random.text('hex', 32), iat: 1680000000, exp: 1995360000 })}";`,
      ),
    (random) =>
      hosted(
        random,
        'scripts/lights.yaml',
        code`
      home_assistant:
        url: http://${address(random)}:8123
        token: ${jwt(random, { iss: random.text('hex', 32), iat: 1695000000, exp: 2010360000 })}`,
      ),
  ),
]
