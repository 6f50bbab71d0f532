// Positives: keys of other hosted software.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  airtable,
  asana,
  contentful,
  dropbox,
  facebook,
  figma,
  hubSpot,
  linear,
  notion,
  notionOld,
  okta,
  postman,
  twitterBearer,
} from './tokens-services.ts'
import { domain, plain } from './words.ts'

export const softwareCases: Cases = (random) => [
  ...positives(
    random,
    'linear-and-notion-token',
    ['saas'],
    (random) => hosted(random, 'triage.ts', `const linear = new LinearClient({ apiKey: '${linear(random)}' })`),
    (random) => hosted(random, 'export_notes.py', { body: `notion = Client(auth="${notion(random)}")` }),
    (random) => hosted(random, 'blog/notion.js', `const NOTION_KEY = "${notionOld(random)}";`),
  ),
  ...positives(
    random,
    'airtable-token',
    ['saas'],
    (random) =>
      hosted(
        random,
        'sync.js',
        `var base = new Airtable({ apiKey: '${airtable(random)}' }).base('app${random.text('alphanumeric', 14)}');`,
      ),
    (random) =>
      hosted(random, 'forms.R', `Sys.setenv("AIRTABLE_API_KEY" = "${'ke'}y${random.text('alphanumeric', 14)}")`),
  ),
  ...positives(
    random,
    'figma-and-asana-token',
    ['saas'],
    (random) =>
      hosted(random, 'icons/fetch.sh', {
        body: line`
          curl -sH "X-Figma-Token: ${figma(random)}" "https://api.figma.com/v1/files/
          ${random.text('alphanumeric', 22)}"
        `,
      }),
    (random) => hosted(random, 'tasks.py', `client = asana.Client.access_token('${asana(random)}')`),
  ),
  ...positives(
    random,
    'okta-and-auth0-secret',
    ['saas'],
    (random) =>
      hosted(random, 'users.go', {
        body: `client := okta.NewClient("https://${random.text('lower', 6)}.okta.com", "${okta(random)}")\n_ = client`,
      }),
    (random) =>
      hosted(
        random,
        'auth/config.ts',
        code`
      export const auth0 = {
        domain: '${random.text('lower', 8)}.eu.auth0.com',
        clientId: '${random.text('alphanumeric', 32)}',
        clientSecret: '${random.text('base64url', 64)}',
      }`,
      ),
  ),
  ...positives(
    random,
    'marketing-software-token',
    ['saas'],
    (random) =>
      hosted(random, 'crm/contacts.php', {
        body: `$hubspot = \\HubSpot\\Factory::createWithAccessToken('${hubSpot(random)}');`,
      }),
    (random) =>
      hosted(random, 'cms/fetch.js', {
        body: `const space = await management.getSpace({ accessToken: '${contentful(random)}' });`,
      }),
  ),
  ...positives(
    random,
    'social-network-secrets',
    ['saas'],
    (random) =>
      hosted(
        random,
        'tweets.py',
        code`
      consumer_key = '${random.text('alphanumeric', 25)}'
      consumer_secret = '${random.text('alphanumeric', 50)}'
      access_token = '${random.text('digits', 18)}-${random.text('alphanumeric', 30)}'
      access_token_secret = '${random.text('alphanumeric', 45)}'`,
      ),
    (random) => hosted(random, 'stream.rb', `BEARER_TOKEN = "${twitterBearer(random)}"`),
    (random) => hosted(random, 'page_posts.php', `$page_token = '${facebook(random)}';`),
  ),
  ...positives(
    random,
    'music-and-video-client-secret',
    ['saas', 'token-assignment'],
    (random) =>
      hosted(random, 'playlists.py', {
        body: code`
      sp = spotipy.Spotify(auth_manager=SpotifyOAuth(
          client_id="${random.text('hex', 32)}",
          client_secret="${random.text('hex', 32)}",
          redirect_uri="http://localhost:8888/callback"))`,
      }),
    (random) => hosted(random, 'twitch.js', `const clientSecret = '${random.text('lowerDigits', 30)}';`),
  ),
  ...positives(
    random,
    'storage-and-api-tools',
    ['saas'],
    (random) => hosted(random, 'backup.py', { body: `dbx = dropbox.Dropbox('${dropbox(random)}')` }),
    (random) =>
      hosted(random, 'ci/newman.sh', {
        body: line`
          newman run "https://api.getpostman.com/collections/${random.text('digits', 8)}-${random.uuid()}?apikey=
          ${postman(random)}"
        `,
      }),
    (random) => ({
      ...hosted(random, 'force.py', {
        body: line`
          sf = Salesforce(username="integration@${domain(random)}", password="${plain(random, 12)}", security_token="
          ${random.text('alphanumeric', 24)}")
        `,
      }),
      classes: ['saas', 'password-assignment'],
    }),
  ),
]
