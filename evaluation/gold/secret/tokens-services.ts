// Credentials of services (models, chat, mail, payment, monitoring, ...), in the formats their vendors publish.
import type { Random } from '../random.ts'
import { base64, base64url, line } from './form.ts'

export const openai = (random: Random): string =>
  `${'sk'}-${random.text('alphanumeric', 20)}T3BlbkFJ${random.text('alphanumeric', 20)}`
export const openaiProject = (random: Random): string =>
  `${'sk'}-proj-${random.text('base64url', 74)}T3BlbkFJ${random.text('base64url', 73)}A`
export const anthropic = (random: Random): string => `${'sk'}-ant-api03-${random.text('base64url', 93)}AA`
export const huggingFace = (random: Random): string => `${'hf'}_${random.text('letters', 34)}`
export const groq = (random: Random): string =>
  `${'gs'}k_${random.text('alphanumeric', 20)}WGdyb3FY${random.text('alphanumeric', 24)}`
export const xai = (random: Random): string => `${'xa'}i-${random.text('alphanumeric', 80)}`
export const replicate = (random: Random): string => `${'r8'}_${random.text('alphanumeric', 37)}`
export const perplexity = (random: Random): string => `${'pp'}lx-${random.text('alphanumeric', 48)}`
export const openRouter = (random: Random): string => `${'sk'}-or-v1-${random.text('hex', 64)}`
export const deepSeek = (random: Random): string => `${'sk'}-${random.text('hex', 32)}`
export const pinecone = (random: Random): string =>
  `${'pc'}sk_${random.text('alphanumeric', 5)}_${random.text('alphanumeric', 63)}`
export const langSmith = (random: Random): string => `${'ls'}v2_pt_${random.text('hex', 32)}_${random.text('hex', 10)}`
export const nvidia = (random: Random): string => `${'nv'}api-${random.text('base64url', 63)}R`

export const slackBot = (random: Random): string =>
  line`
    ${'xo'}xb-${1 + random.int(9)}${random.text('digits', 11)}-${1 + random.int(9)}${random.text('digits', 12)}-
    ${random.text('alphanumeric', 24)}
  `
export const slackUser = (random: Random): string =>
  `${'xo'}xp-${[12, 12, 13].map((length) => `2${random.text('digits', length - 1)}`).join('-')}-${random.text('hex', 32)}`
export const slackApp = (random: Random): string =>
  `${'xa'}pp-1-A0${random.text('upperDigits', 9)}-${random.text('digits', 13)}-${random.text('hex', 64)}`
export const slackHook = (random: Random): string =>
  line`
    https://hooks.slack${'.com'}/services/T0${random.text('upperDigits', 8)}/B0${random.text('upperDigits', 9)}/
    ${random.text('alphanumeric', 24)}
  `
export const discord = (random: Random): string =>
  `${base64url(`1${random.text('digits', 17)}`)}.G${random.text('base64url', 5)}.${random.text('base64url', 38)}`
export const discordHook = (random: Random): string =>
  `https://discord${'.com'}/api/webhooks/1${random.text('digits', 18)}/${random.text('base64url', 67)}Z`
export const telegram = (random: Random): string =>
  `${5 + random.int(3)}${random.text('digits', 9)}:AA${random.text('base64url', 32)}g`
export const teamsHook = (random: Random, tenant: string): string =>
  line`
    https://${tenant}.webhook.office${'.com'}/webhookb2/${random.uuid()}@${random.uuid()}/IncomingWebhook/
    ${random.text('hex', 32)}/${random.uuid()}
  `

export const sendGrid = (random: Random): string =>
  `${'S'}G.${random.text('base64url', 22)}.${random.text('base64url', 42)}A`
export const mailgun = (random: Random): string => `${'key'}-${random.text('hex', 32)}`
export const mailgunNew = (random: Random): string =>
  `${random.text('hex', 32)}-${random.text('hex', 8)}-${random.text('hex', 8)}`
export const mailchimp = (random: Random): string => `${random.text('hex', 32)}${'-us'}${1 + random.int(20)}`
export const brevo = (random: Random): string =>
  `${'xke'}ysib-${random.text('hex', 64)}-${random.text('alphanumeric', 16)}`
export const resend = (random: Random): string =>
  `${'re'}_${random.text('alphanumeric', 8)}_${random.text('alphanumeric', 24)}`
export const mailerSend = (random: Random): string => `${'ml'}sn.${random.text('hex', 64)}`

export const twilioAccount = (random: Random): string => `${'A'}C${random.text('hex', 32)}`
export const twilioKey = (random: Random): string => `${'S'}K${random.text('hex', 32)}`
export const plivoId = (random: Random): string => `MA${random.text('upperDigits', 18)}`
export const telnyx = (random: Random): string =>
  `${'KEY'}0${random.text('upperHex', 31)}_${random.text('alphanumeric', 22)}`

export const stripeLive = (random: Random): string => `${'sk'}_live_${random.text('alphanumeric', 24)}`
export const stripeLong = (random: Random): string => `${'sk'}_live_51${random.text('alphanumeric', 97)}`
export const stripeTest = (random: Random): string => `${'sk'}_test_51${random.text('alphanumeric', 97)}`
export const stripeRestricted = (random: Random): string => `${'rk'}_live_51${random.text('alphanumeric', 97)}`
export const stripeHook = (random: Random): string => `${'wh'}sec_${random.text('alphanumeric', 32)}`
export const square = (random: Random): string => `${'EA'}AAE${random.text('base64url', 59)}`
export const squareSecret = (random: Random): string => `${'sq'}0csp-${random.text('base64url', 43)}`
export const braintree = (random: Random): string =>
  `${'access'}_token$production$${random.text('lowerDigits', 16)}$${random.text('hex', 32)}`
export const razorpayId = (random: Random): string => `${'rz'}p_live_${random.text('alphanumeric', 14)}`
export const flutterwave = (random: Random): string => `${'FLW'}SECK-${random.text('hex', 32)}-X`
export const paystack = (random: Random): string => `${'sk'}_live_${random.text('hex', 40)}`
export const mollie = (random: Random): string => `${'li'}ve_${random.text('alphanumeric', 30)}`

export const shopify = (random: Random, kind = 'at'): string => `shp${kind}_${random.text('hex', 32)}`
export const wooKey = (random: Random): string => `${'c'}k_${random.text('hex', 40)}`
export const wooSecret = (random: Random): string => `${'c'}s_${random.text('hex', 40)}`
export const easyPost = (random: Random): string => `${'EZ'}AK${random.text('alphanumeric', 54)}`
export const shippo = (random: Random): string => `${'ship'}po_live_${random.text('hex', 40)}`

export const newRelic = (random: Random): string => `${'NR'}AK-${random.text('upperDigits', 27)}`
export const newRelicLicence = (random: Random): string => `${random.text('hex', 36)}${'NR'}AL`
export const grafana = (random: Random): string =>
  `${'gl'}sa_${random.text('alphanumeric', 32)}_${random.text('hex', 8)}`
export const grafanaCloud = (random: Random): string =>
  line`
    ${'gl'}c_
    ${base64(JSON.stringify({ o: random.text('digits', 6), n: 'stack-agents', k: random.text('base64', 24), m: { r: 'eu' } }))}
  `
export const sentryUser = (random: Random): string => `${'snt'}ryu_${random.text('hex', 64)}`
export const dynatrace = (random: Random): string =>
  `${'dt'}0c01.${random.text('base32', 24)}.${random.text('base32', 64)}`
export const pagerDuty = (random: Random): string => `u+${random.text('base64url', 18)}`

export const linear = (random: Random): string => `${'lin'}_api_${random.text('alphanumeric', 40)}`
export const notion = (random: Random): string =>
  `${'nt'}n_${random.text('digits', 11)}${random.text('alphanumeric', 35)}`
export const notionOld = (random: Random): string => `${'sec'}ret_${random.text('alphanumeric', 43)}`
export const airtable = (random: Random): string =>
  `${'pa'}t${random.text('alphanumeric', 14)}.${random.text('hex', 64)}`
export const figma = (random: Random): string => `${'fi'}gd_${random.text('base64url', 39)}V`
export const okta = (random: Random): string => `00${random.text('base64url', 39)}9`
export const hubSpot = (random: Random): string => `${'pa'}t-${random.pick(['na1', 'eu1'])}-${random.uuid()}`
export const postman = (random: Random): string => `${'PM'}AK-${random.text('hex', 24)}-${random.text('hex', 34)}`
export const asana = (random: Random): string => `1/12${random.text('digits', 14)}:${random.text('hex', 32)}`
export const contentful = (random: Random): string => `${'CF'}PAT-${random.text('base64url', 43)}`
export const dropbox = (random: Random): string => `${'s'}l.${random.text('base64url', 135)}`
export const twitterBearer = (random: Random): string =>
  `AAAAAAAAAAAAAAAAAAAAA${random.text('alphanumeric', 30)}%3D${random.text('alphanumeric', 50)}`
export const facebook = (random: Random): string => `${'EA'}AG${random.text('alphanumeric', 170)}ZD`
