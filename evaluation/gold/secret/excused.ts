// Positives: secrets that somebody tried to excuse, or that stand beside harmless values.
import { type Cases, code, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { awsKeyId, awsSecret, github } from './tokens-cloud.ts'
import { openaiProject, sendGrid, slackBot, stripeLong } from './tokens-services.ts'
import { address, person, personal, plain, thing } from './words.ts'

export const excusedCases: Cases = (random) => [
  ...positives(
    random,
    'secret-with-allow-comment',
    ['token-assignment', 'github'],
    (random) => ({
      ...hosted(random, 'sync.py', `GITHUB_TOKEN = "${github(random)}"  # gitleaks:allow`),
      classes: ['github'],
    }),
    (random) => ({
      ...hosted(random, 'sign.ts', `const signingSecret = '${random.text('hex', 64)}' // pragma: allowlist secret`),
      classes: ['token-assignment'],
    }),
    (random) => ({
      ...hosted(random, 'db.py', `PASSWORD = "${personal(random)}"  # nosec B105 # noqa: S105`),
      classes: ['password-assignment'],
    }),
  ),
  ...positives(
    random,
    'real-key-in-sample-file',
    ['aws', 'payment', 'mail'],
    (random) => ({
      path: '.env.example',
      classes: ['payment', 'mail'],
      content: code`
      # copy to .env
      NODE_ENV=development
      STRIPE_SECRET_KEY=${stripeLong(random)}
      SENDGRID_API_KEY=${sendGrid(random)}
      DATABASE_URL=postgres://user:password@localhost:5432/app`,
    }),
    (random) => ({
      ...hosted(
        random,
        'examples/upload.py',
        `ACCESS_KEY = "${awsKeyId(random)}"\nSECRET_KEY = "${awsSecret(random)}"  # TODO: remove`,
      ),
      classes: ['aws'],
    }),
  ),
  ...positives(
    random,
    'secret-beside-placeholders',
    ['ai', 'password-assignment'],
    (random) => ({
      ...hosted(
        random,
        'config.py',
        code`
          OPENAI_API_KEY = "YOUR_API_KEY"
          DB_PASSWORD = "changeme"
          FALLBACK_OPENAI_API_KEY = "${openaiProject(random)}"
        `,
      ),
      classes: ['ai'],
    }),
    (random) => ({
      ...hosted(
        random,
        'config.yml',
        code`
      smtp:
        username: noreply
        password: \${SMTP_PASSWORD}
      admin:
        username: <your user>
        password: ${plain(random, 16)}`,
      ),
      classes: ['password-assignment'],
    }),
  ),
  ...positives(
    random,
    'secret-in-bundle',
    ['chat', 'payment'],
    (random) => ({
      path: 'dist/bundle.min.js',
      classes: ['chat'],
      content: code`
        !function(e){var t={};function n(r){if(t[r])return t[r].exports;var o=t[r]={i:r,l:!1,exports:{}};return e[r].call(o.exports,o,o.exports,n),o.l=!0,o.exports}n.m=e,n.c=t}([function(e,t){e.exports={channel:"#deploys",token:"${slackBot(random)}",retries:3}},function(e,t,n){"use strict";var r=n(0);t.post=function(e){return fetch("https://slack.com/api/chat.postMessage",{method:"POST",body:e,headers:{"X-T":r.token}})}}]);
      `,
    }),
    (random) => ({
      path: 'public/js/app.min.js',
      classes: ['payment'],
      content: code`
        (()=>{"use strict";const e={currency:"eur",k:"${stripeLong(random)}"};async function t(t){const n=await fetch("https://api.stripe.com/v1/charges",{method:"POST",headers:{Authorization:"Bearer "+e.k},body:new URLSearchParams(t)});return n.json()}window.pay=t})();
      `,
    }),
  ),
  ...positives(
    random,
    'old-secret-in-changes',
    ['token-assignment', 'password-assignment'],
    (random) => ({
      path: 'patches/0001-use-environment.patch',
      classes: ['password-assignment'],
      content: code`
      diff --git a/app/settings.py b/app/settings.py
      index ${random.text('hex', 7)}..${random.text('hex', 7)} 100644
      --- a/app/settings.py
      +++ b/app/settings.py
      @@ -14,7 +14,7 @@ DATABASES = {
               "ENGINE": "django.db.backends.postgresql",
               "NAME": "${thing(random)}s",
               "USER": "${person(random)}",
      -        "PASSWORD": "${personal(random)}",
      +        "PASSWORD": os.environ["DB_PASSWORD"],
               "HOST": "${address(random)}",
           }
       }`,
    }),
    (random) => ({
      ...hosted(
        random,
        'Client.cs',
        code`
          #if DEBUG
          private const string ApiKey = "${random.text('alphanumeric', 40)}";
          #else
          private static string ApiKey => Environment.GetEnvironmentVariable("API_KEY");
          #endif
        `,
      ),
      classes: ['token-assignment'],
    }),
  ),
]
