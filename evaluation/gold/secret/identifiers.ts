// Negatives: identifiers that look random: UUIDs, ids of resources, products and channels.
import { base64, type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { googleClientId } from './tokens-cloud.ts'
import { twilioAccount } from './tokens-services.ts'
import { domain } from './words.ts'

export const identifierCases: Cases = (random) => [
  ...negatives(
    random,
    'uuid-constants',
    ['token-assignment'],
    (random) =>
      hosted(random, 'ids.py', `NAMESPACE = uuid.UUID("${random.uuid()}")\nDEFAULT_TENANT = "${random.uuid()}"`),
    (random) =>
      hosted(
        random,
        'src/service.ts',
        `export const SERVICE_UUID = '${random.uuid()}'\nexport const CHARACTERISTIC = '${random.uuid()}'`,
      ),
    (random) =>
      hosted(random, 'Plugin.cs', `public static readonly Guid TokenProviderId = new Guid("${random.uuid()}");`),
  ),
  ...negatives(
    random,
    'ids-of-project-files',
    ['token-assignment'],
    (random) => ({
      path: 'App.sln',
      content: code`
      Microsoft Visual Studio Solution File, Format Version 12.00
      Project("{${random.uuid().toUpperCase()}}") = "Secrets.Core", "src\Secrets.Core.csproj", "{${random.uuid().toUpperCase()}}"
      EndProject
      Global
      	GlobalSection(ProjectConfigurationPlatforms) = postSolution
      		{${random.uuid().toUpperCase()}}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
      	EndGlobalSection
      EndGlobal`,
    }),
    (random) => ({
      path: 'App.xcodeproj/project.pbxproj',
      content: code`
      // !$*UTF8*$!
      {
      	archiveVersion = 1;
      	objects = {
      		${random.text('upperHex', 24)} /* KeychainToken.swift in Sources */ = {isa = PBXBuildFile; fileRef = ${random.text('upperHex', 24)}; };
      		${random.text('upperHex', 24)} /* Password.swift */ = {isa = PBXFileReference; path = Password.swift; };
      	};
      	rootObject = ${random.text('upperHex', 24)};
      }`,
    }),
  ),
  ...negatives(
    random,
    'tenant-and-client-ids',
    ['azure', 'gcp'],
    (random) =>
      hosted(
        random,
        'auth.ts',
        line`
          export const msalConfig = { auth: { clientId: '${random.uuid()}', authority: 'https://login.microsoftonline.
          com/${random.uuid()}' } }
        `,
      ),
    (random) => ({
      ...hosted(random, 'index.html', `<meta name="google-signin-client_id" content="${googleClientId(random)}">`),
      classes: ['gcp'],
    }),
  ),
  ...negatives(
    random,
    'resource-names-of-cloud',
    ['aws'],
    (random) =>
      hosted(
        random,
        'iam.tf',
        code`
      locals {
        role_arn  = "arn:aws:iam::${random.text('digits', 12)}:role/token-rotator"
        kms_key   = "arn:aws:kms:eu-west-1:${random.text('digits', 12)}:key/${random.uuid()}"
        role_id   = "${'ARO'}A${random.text('base32', 17)}"
        secret_id = "arn:aws:secretsmanager:eu-west-1:${random.text('digits', 12)}:secret:db-${random.text('letters', 6)}"
      }`,
      ),
    (random) =>
      hosted(
        random,
        'deploy.py',
        code`
          DISTRIBUTION_ID = "E${random.text('upperDigits', 13)}"
          HOSTED_ZONE = "Z${random.text('upperDigits', 20)}"
          USER_POOL = "eu-west-1_${random.text('alphanumeric', 9)}"
        `,
      ),
  ),
  ...negatives(
    random,
    'ids-of-payment',
    ['payment'],
    (random) =>
      hosted(
        random,
        'plans.ts',
        line`
          export const prices = { monthly: 'price_1${random.text('alphanumeric', 23)}', yearly: 'price_1
          ${random.text('alphanumeric', 23)}', product: 'prod_${random.text('alphanumeric', 14)}' }
        `,
      ),
    (random) =>
      hosted(
        random,
        'seed.rb',
        `CUSTOMER = 'cus_${random.text('alphanumeric', 14)}'\nACCOUNT = 'acct_1${random.text('alphanumeric', 15)}'`,
      ),
  ),
  ...negatives(
    random,
    'publishable-key',
    ['payment'],
    (random) =>
      hosted(random, 'checkout.js', `var stripe = Stripe('${'pk'}_live_${random.text('alphanumeric', 24)}');`),
    (random) =>
      hosted(
        random,
        'src/pay.ts',
        code`
          // publishable, meant for the browser
          export const stripeKey = '${'pk'}_live_51${random.text('alphanumeric', 97)}'
        `,
      ),
  ),
  ...negatives(
    random,
    'ids-of-chat',
    ['chat', 'telephony'],
    (random) =>
      hosted(
        random,
        'notify.py',
        code`
          CHANNEL = "C0${random.text('upperDigits', 9)}"
          USER = "U0${random.text('upperDigits', 9)}"
          TEAM = "T0${random.text('upperDigits', 9)}"
        `,
      ),
    (random) =>
      hosted(
        random,
        'bot.js',
        `const guildId = '${random.text('digits', 18)}';\nconst channelId = '${random.text('digits', 19)}';`,
      ),
    (random) => ({
      ...hosted(
        random,
        'sms.rb',
        `ACCOUNT_SID = '${twilioAccount(random)}'\nAUTH_TOKEN = ENV.fetch('TWILIO_AUTH_TOKEN')`,
      ),
      classes: ['telephony'],
    }),
  ),
  ...negatives(
    random,
    'graph-node-ids',
    ['github', 'encoded'],
    (random) =>
      hosted(
        random,
        'graph.py',
        `NODE_ID = "${base64(`04:User${random.text('digits', 7)}`)}"\nPULL_REQUEST = "PR_kwDO${random.text('alphanumeric', 8)}zk${random.text('alphanumeric', 6)}"`,
      ),
    (random) =>
      hosted(
        random,
        'query.ts',
        `const variables = { id: '${base64(`Product:${random.text('digits', 6)}`)}', after: '${base64(`cursor:${random.text('digits', 4)}`)}' }`,
      ),
  ),
  ...negatives(
    random,
    'tracking-ids',
    ['token-assignment', 'gcp'],
    (random) =>
      hosted(
        random,
        'index.html',
        code`
          <script async src="https://www.googletagmanager.com/gtag/js?id=G-${random.text('upperDigits', 10)}"></script>
          <script>gtag('config', 'UA-${random.text('digits', 8)}-1');</script>
        `,
      ),
    (random) => ({
      path: 'public/robots.txt',
      content: code`
        User-agent: *
        Disallow: /password-reset
        Disallow: /token
        # google-site-verification: ${random.text('base64url', 43)}
        Sitemap: https://${domain(random)}/sitemap.xml
      `,
    }),
  ),
  ...negatives(
    random,
    'video-and-document-ids',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'embed.html',
        `<iframe src="https://www.youtube.com/embed/${random.text('base64url', 11)}" allowfullscreen></iframe>`,
      ),
    (random) =>
      hosted(
        random,
        'sheet.py',
        `SPREADSHEET_ID = "1${random.text('base64url', 43)}"\nFOLDER_ID = "0B${random.text('base64url', 26)}"`,
      ),
  ),
]
