// Keys in the forms that vendors publish beside their first one, and what looks like them.
import { type Written, writtenCases } from './written.ts'

const list: readonly Written[] = [
  {
    family: 'netlify-classic-token',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'site.sh', top: `export NETLIFY_AUTH_TOKEN=⟦base64url:43⟧` }],
  },
  {
    family: 'hubspot-query-key',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'contacts.py', top: `HUBSPOT_API_KEY = "⟦uuid:1⟧"` }],
  },
  {
    family: 'newrelic-insert-keys',
    positive: true,
    classes: ['monitoring'],
    variants: [{ path: 'events.go', top: `const insertKey = "NRII-⟦alphanumeric:32⟧"` }],
  },
  {
    family: 'installation-token-stateless',
    positive: true,
    classes: ['github'],
    variants: [
      {
        path: 'checkout.py',
        top: `TOKEN = "ghs_⟦digits:7⟧_⟦b64url:{"alg":"RS256","typ":"JWT"}⟧.⟦b64url:{"iss":"github","sub":"⟦digits:8⟧","exp":1764⟦digits:6⟧}⟧.⟦base64url:342⟧"`,
      },
    ],
  },
  {
    family: 'vercel-prefixed-token',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'preview.js', top: `const vercel = new Vercel({ bearerToken: 'vcp_⟦alphanumeric:56⟧' })` }],
  },
  {
    family: 'upstash-management-key',
    positive: true,
    classes: ['cloud'],
    variants: [{ path: 'redis.sh', top: `upstash auth login --api-key upstash_⟦alphanumeric:44⟧` }],
  },
  {
    family: 'bitbucket-data-center-token',
    positive: true,
    classes: ['source-hosting'],
    variants: [{ path: 'review.rb', top: `TOKEN = 'BBDC-M⟦base64url:43⟧'` }],
  },
  {
    family: 'expo-prefixed-token',
    positive: true,
    classes: ['ci'],
    variants: [
      {
        path: 'mobile.yml',
        top: `env:
  EXPO_ROBOT: expo_⟦alphanumeric:40⟧`,
      },
    ],
  },
  {
    family: 'mandrill-prefixed-key',
    positive: true,
    classes: ['mail'],
    variants: [
      {
        path: 'send.js',
        top: `const mailchimp = require('@mailchimp/mailchimp_transactional')('md-⟦alphanumeric:22⟧')`,
      },
    ],
  },
  {
    family: 'login-of-object-store',
    positive: true,
    classes: ['http-url'],
    variants: [
      { path: 'assets.py', top: `CLOUDINARY_URL = "cloudinary://⟦digits:15⟧:⟦alphanumeric:27⟧@shop"` },
      { path: 'store.yml', top: `backup_target: s3://backup:⟦alphanumeric:20⟧@store.shop.io/nightly` },
    ],
  },
  {
    family: 'passwords-in-other-scripts',
    positive: true,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'настройки.ini',
        top: `пользователь = касса
пароль = ⟦alphanumeric:9⟧!⟦digits:3⟧`,
      },
      { path: 'config.py', top: `密码 = "⟦alphanumeric:10⟧#⟦digits:2⟧"` },
    ],
  },
  {
    family: 'swift-request-key',
    positive: true,
    classes: ['token-assignment'],
    variants: [
      {
        path: 'Client.swift',
        top: `func sign(_ request: inout URLRequest) {
    request.setValue("⟦alphanumeric:40⟧", forHTTPHeaderField: "X-Api-Key")
}`,
      },
    ],
  },
  {
    family: 'password-row-of-table',
    positive: true,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'access.md',
        top: `| what | value |
|---|---|
| user | admin |
| password | ⟦alphanumeric:7⟧!⟦alphanumeric:6⟧ |`,
      },
    ],
  },
  {
    family: 'devops-new-token',
    positive: true,
    classes: ['azure'],
    variants: [
      {
        path: 'feed.sh',
        top: `export AZURE_DEVOPS_EXT_PAT=⟦alphanumeric:52⟧JQQJ99⟦upperDigits:4⟧⟦alphanumeric:14⟧AZDO⟦alphanumeric:4⟧`,
      },
    ],
  },
  {
    family: 'mapbox-upload-long-name',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'upload.js',
        top: `const mapbox = mbxUploads({ accessToken: 'sk.⟦b64url:{"u":"shop-maps-team","a":"cl⟦lowerDigits:23⟧"}⟧.⟦base64url:22⟧' })`,
      },
    ],
  },
  {
    family: 'forms-explained',
    positive: false,
    classes: ['cloud'],
    variants: [
      {
        path: 'tokens.md',
        top: `Vercel tokens begin with \`vcp_\`, Netlify's with \`nfp_\`; Bitbucket Data Center's with \`BBDC-\`. Upstash: \`upstash_...\`.
A CLOUDINARY_URL looks like \`cloudinary://<key>:<secret>@<name>\`.`,
      },
    ],
  },
  {
    family: 'other-scripts-labels',
    positive: false,
    classes: ['password-assignment'],
    variants: [
      {
        path: 'тексты.ini',
        top: `пароль = Пароль
密码 = 请输入密码`,
      },
    ],
  },
  {
    family: 'swift-request-names',
    positive: false,
    classes: ['token-assignment'],
    variants: [
      {
        path: 'Client.swift',
        top: `func sign(_ request: inout URLRequest, key: String) {
    request.setValue(key, forHTTPHeaderField: "X-Api-Key")
    request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
}`,
      },
    ],
  },
  {
    family: 'adafruit-first-key',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'feeds.py', top: `ADAFRUIT_IO_KEY = "⟦alphanumeric:32⟧"` }],
  },
]

export const publishedFormCases = writtenCases(list)
