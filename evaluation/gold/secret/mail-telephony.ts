// Positives: keys of mail and telephony services.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  brevo,
  mailchimp,
  mailerSend,
  mailgun,
  mailgunNew,
  plivoId,
  resend,
  sendGrid,
  telnyx,
  twilioAccount,
  twilioKey,
} from './tokens-services.ts'
import { domain } from './words.ts'

export const mailCases: Cases = (random) => [
  ...positives(
    random,
    'sendgrid-key',
    ['mail'],
    (random) => hosted(random, 'mailer.js', `sgMail.setApiKey('${sendGrid(random)}');`),
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        `spring.mail.host=smtp.sendgrid.net\nspring.mail.username=apikey\nspring.mail.password=${sendGrid(random)}`,
      ),
    (random) => hosted(random, 'Mail/Sender.cs', { body: `var mail = new SendGridClient("${sendGrid(random)}");` }),
  ),
  ...positives(
    random,
    'mailgun-key',
    ['mail'],
    (random) => hosted(random, 'newsletter.py', { body: `auth = ("api", "${mailgun(random)}")` }),
    (random) => hosted(random, '.env', `MAILGUN_DOMAIN=mg.${domain(random)}\nMAILGUN_SECRET=${mailgunNew(random)}`),
    (random) => ({
      ...hosted(random, 'send.sh', {
        body: line`
          curl -s --user 'api:${mailgun(random)}' https://api.mailgun.net/v3/mg.${domain(random)}/messages -F subject=
          hello
        `,
      }),
      classes: ['mail', 'basic-header'],
    }),
  ),
  ...positives(
    random,
    'mailchimp-key',
    ['mail'],
    (random) =>
      hosted(
        random,
        'subscribe.php',
        `$mailchimp = new \\MailchimpMarketing\\ApiClient();\n$apiKey = '${mailchimp(random)}';`,
      ),
    (random) => hosted(random, 'lib/lists.rb', `Gibbon::Request.api_key = "${mailchimp(random)}"`),
  ),
  ...positives(
    random,
    'newer-mail-vendors',
    ['mail'],
    (random) => hosted(random, 'pages/api/contact.ts', `const resend = new Resend('${resend(random)}')`),
    (random) => hosted(random, 'mail/brevo.go', `var brevoKey = "${brevo(random)}"`),
    (random) => hosted(random, 'mail/send.py', `MAILERSEND_TOKEN = '${mailerSend(random)}'`),
  ),
  ...positives(
    random,
    'postmark-server-token',
    ['mail'],
    (random) =>
      hosted(
        random,
        'config/environments/production.rb',
        `config.action_mailer.postmark_settings = { api_token: '${random.uuid()}' }`,
      ),
    (random) =>
      hosted(random, 'notify.sh', {
        body: line`
          curl https://api.postmarkapp.com/email -X POST -H "X-Postmark-Server-Token: ${random.uuid()}" -d @mail.json
        `,
      }),
  ),
]

export const telephonyCases: Cases = (random) => [
  ...positives(
    random,
    'twilio-auth-token',
    ['telephony'],
    (random) =>
      hosted(
        random,
        'sms.py',
        code`
      account_sid = "${twilioAccount(random)}"
      auth_token = "${random.text('hex', 32)}"
      client = Client(account_sid, auth_token)`,
      ),
    (random) =>
      hosted(
        random,
        'sms.js',
        `const client = require('twilio')('${twilioAccount(random)}', '${random.text('hex', 32)}');`,
      ),
    (random) =>
      hosted(
        random,
        'Sms/TwilioOptions.cs',
        code`
          public string AccountSid = "${twilioAccount(random)}";
          public string AuthToken = "${random.text('hex', 32)}";
        `,
      ),
  ),
  ...positives(
    random,
    'twilio-api-key-pair',
    ['telephony'],
    (random) =>
      hosted(
        random,
        '.env.local',
        `TWILIO_API_KEY=${twilioKey(random)}\nTWILIO_API_SECRET=${random.text('alphanumeric', 32)}`,
      ),
    (random) =>
      hosted(
        random,
        'video/token.ts',
        `const KEY = '${twilioKey(random)}'\nconst SECRET = '${random.text('alphanumeric', 32)}'`,
      ),
  ),
  ...positives(
    random,
    'vonage-pair',
    ['telephony'],
    (random) =>
      hosted(
        random,
        'app/Sms.php',
        line`
          $basic = new \Vonage\Client\Credentials\Basic("${random.text('hex', 8)}", "
          ${random.text('alphanumeric', 16)}");
        `,
      ),
    (random) =>
      hosted(
        random,
        'verify.rb',
        `NEXMO_KEY = '${random.text('hex', 8)}'\nNEXMO_SECRET = '${random.text('alphanumeric', 16)}'`,
      ),
  ),
  ...positives(
    random,
    'other-telephony',
    ['telephony'],
    (random) =>
      hosted(random, 'call.py', {
        body: line`
          plivo_client = plivo.RestClient(auth_id="${plivoId(random)}", auth_token="${random.text('alphanumeric', 40)}
          ")
        `,
      }),
    (random) => hosted(random, 'call.go', `const telnyxKey = "${telnyx(random)}"`),
  ),
]
