// Credentials of cloud providers and hosting platforms.

import { sample } from '../examples.ts'
import { near, rule, type SecretRule, token } from '../rule.ts'

const awsId = ['AKIA', sample('aws id', 'base32', 16)].join('')
const awsSecret = sample('aws secret', 'base64', 40)
const azureKey = `${sample('azure storage', 'base64', 86)}==`

export const cloudRules: readonly SecretRule[] = [
  token('aws-access-key-id', 'AWS', '(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}', ['AKIA', [16, 'base32']], {
    keywords: ['akia', 'asia', 'abia', 'acca', 'a3t'],
    misses: [`key = "${['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('')}"\n`],
  }),
  rule({
    id: 'aws-secret-access-key',
    group: 'AWS',
    why: 'With its key id it signs any request of the account.',
    severity: 'critical',
    keywords: ['aws', 'secret_access_key', 'secretaccesskey', 'secret-access-key', 'secret_key', 'secretkey'],
    pattern:
      /(?:aws|secret[_-]?access[_-]?key|secret[_-]?key)[\w.-]{0,40}\\?["'`]?\]?\)?(?:[ \t]{0,8}(?:=>|:=|=|:|,|>|\()[ \t]{0,8}|[ ]{1,4})\\?["'`]?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/i,
    check: 'random',
    entropyMin: 4,
    rank: 3,
    matches: [`aws_secret_access_key = ${awsSecret}\n`, `AWS_SECRET_KEY: "${awsSecret}"\n`],
    misses: [
      `aws_secret_access_key = ${['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCY', 'EXAMPLEKEY'].join('')}\n`,
      'aws_commit = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n',
      `AWS_SECRET_KEY: "\${AWS_SECRET_KEY}"\n`,
    ],
  }),
  rule({
    id: 'aws-key-pair',
    group: 'AWS',
    why: 'A secret key beside its key id, which needs no name to be known.',
    severity: 'critical',
    keywords: ['akia', 'asia'],
    pattern: /(?:AKIA|ASIA)[A-Z2-7]{16}["'`]?[ \t]{0,4}[,:;|][ \t]{0,4}["'`]?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/,
    check: 'random',
    entropyMin: 4,
    matches: [`client("${awsId}", "${awsSecret}")\n`, `${awsId}:${awsSecret}\n`],
    misses: [`client("${awsId}", "us-east-1")\n`],
  }),
  near(
    'aws-session-token',
    'AWS',
    ['aws_session_token', 'aws-session-token', 'awssessiontoken', 'sessiontoken'],
    '[A-Za-z0-9+/]{100,1200}={0,2}',
    [180, 'base64'],
    { after: 1400 },
  ),
  token('aws-bedrock-key', 'AWS', 'ABSK[A-Za-z0-9+/]{109,269}={0,2}', ['ABSK', [120, 'base64']]),
  token('aws-mws-token', 'AWS', 'amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', [
    'amzn.mws.',
    [8, 'hex'],
    '-',
    [4, 'hex'],
    '-',
    [4, 'hex'],
    '-',
    [4, 'hex'],
    '-',
    [12, 'hex'],
  ]),
  token('gcp-api-key', 'Google Cloud', 'AIza[\\w-]{35}', ['AIza', [35, 'url']], { check: 'random', entropyMin: 3 }),
  token('gcp-oauth-client-secret', 'Google Cloud', 'GOCSPX-[\\w-]{28}', ['GOCSPX-', [28, 'url']]),
  token('gcp-oauth-access-token', 'Google Cloud', 'ya29\\.[\\w-]{30,500}', ['ya29.', [68, 'url']]),
  token('gcp-refresh-token', 'Google Cloud', '1//0[\\w-]{40,120}', ['1//0', [60, 'url']]),
  token('azure-client-secret', 'Azure', '', ['q2v8Q~', [34, 'alnum']], {
    keywords: ['q~'],
    pattern: /(?<=["'`\s=:>(,])([A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])/,
    before: 4,
    misses: ['the Q~ marker\n'],
  }),
  rule({
    id: 'azure-storage-key',
    group: 'Azure',
    why: 'It opens every container, queue and table of the account.',
    severity: 'critical',
    keywords: [
      'accountkey',
      'account_key',
      'storage_key',
      'storagekey',
      'sharedaccesskey',
      'primarykey',
      'access_key',
      'accesskey',
      'account-key',
    ],
    pattern:
      /(?:account[_-]?key|storage[_-]?key|sharedaccesskey|primarykey|access[_-]?key)[\w.-]{0,30}["'`]?[ \t]{0,8}[=:][ \t]{0,8}["'`]?([A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=)/i,
    check: 'random',
    entropyMin: 4,
    rank: 3,
    matches: [
      `DefaultEndpointsProtocol=https;AccountName=store;AccountKey=${azureKey};EndpointSuffix=core.windows.net\n`,
      `Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${sample('azure bus', 'base64', 43)}=\n`,
    ],
    misses: [
      `AccountKey=${['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq', '/K1SZFPTOtr/KBHBeksoGMGw=='].join('')}\n`,
      'AccountKey=<your account key>;\n',
    ],
  }),
  rule({
    id: 'azure-sas-signature',
    group: 'Azure',
    why: 'A signed URL reads or writes the resource until it ends.',
    keywords: ['sig='],
    pattern: /(?<=[?&][^\s"'<>]{0,60})sig=([A-Za-z0-9%+/]{43,90}(?:%3[dD]|=))/,
    check: 'random',
    entropyMin: 3.5,
    rank: 3,
    matches: [`https://store.blob.core.windows.net/c/f?sv=2020-08-04&sp=r&sig=${sample('sas', 'alnum', 43)}%3D\n`],
    misses: ['https://store.blob.core.windows.net/c/f?sv=2020-08-04&sig=SIGNATURE\n'],
  }),
  token(
    'azure-devops-token',
    'Azure',
    '[a-z0-9]{52}JQQJ99[A-Z0-9]{4}[A-Za-z0-9]{22}',
    [[52, 'alnum'], 'JQQJ99', [4, 'upper'], [22, 'alnum']],
    {
      keywords: ['jqqj99'],
      before: 52,
      pattern: /(?<![A-Za-z0-9])([A-Za-z0-9]{52}JQQJ99[A-Z0-9]{4}[A-Za-z0-9]{18,24})(?![A-Za-z0-9])/,
    },
  ),
  near(
    'azure-devops-classic-token',
    'Azure',
    ['azure_devops', 'azuredevops', 'azdo_', 'vsts_', 'ado_pat', 'system_accesstoken', 'azp_token'],
    '[a-z2-7]{52}',
    'k3vqz7mxw2nrj5hyt4gcbpdl6fsaeou2i7k3vqz7mxw2nrj5hyt4',
  ),
  token('digitalocean-token', 'DigitalOcean', 'do[oprs]_v1_[a-f0-9]{64}', ['dop_v1_', [64, 'hex']], {
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_', 'dos_v1_'],
  }),
  token('alibaba-access-key-id', 'Alibaba Cloud', 'LTAI[A-Za-z0-9]{12,24}', ['LTAI', [20, 'alnum']], {
    check: 'random',
    entropyMin: 3,
  }),
  near('alibaba-secret-key', 'Alibaba Cloud', ['alibaba', 'aliyun'], '[A-Za-z0-9]{30}', [30, 'alnum']),
  token('tencent-secret-id', 'Tencent Cloud', 'AKID[A-Za-z0-9]{32}', ['AKID', [32, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  near('cloudflare-key', 'Cloudflare', ['cloudflare', 'cf_api', 'cf_token'], '[A-Za-z0-9_-]{40}|[a-f0-9]{37}', [
    40,
    'url',
  ]),
  token('cloudflare-origin-ca-key', 'Cloudflare', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}', [
    'v1.0-',
    [24, 'hex'],
    '-',
    [146, 'hex'],
  ]),
  near(
    'heroku-key',
    'Heroku',
    ['heroku'],
    '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
    '4f2e9d1c-7b3a-4c68-9e05-d1b7a3c89f24',
    { check: 'form' },
  ),
  token('heroku-platform-key', 'Heroku', 'HRKU-AA[\\w-]{58}', ['HRKU-AA', [58, 'url']]),
  token(
    'flyio-token',
    'Fly.io',
    '(?:fo1_[\\w-]{43}|fm1[ar]_[A-Za-z0-9+/]{100,600}={0,3}|fm2_[A-Za-z0-9+/]{100,600}={0,3})',
    ['fo1_', [43, 'url']],
    { keywords: ['fo1_', 'fm1a_', 'fm1r_', 'fm2_'], after: 640 },
  ),
  near('netlify-token', 'Netlify', ['netlify'], '[A-Za-z0-9_-]{40,46}', [43, 'url']),
  token('scalingo-token', 'Scalingo', 'tk-us-[\\w-]{48}', ['tk-us-', [48, 'url']]),
  token('oracle-yandex-key', 'Yandex Cloud', '(?:AQVN[\\w-]{35,38}|YC[\\w-]{38})', ['AQVN', [36, 'url']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  token('openshift-token', 'OpenShift', 'sha256~[\\w-]{43}', ['sha256~', [43, 'url']]),
  token('vault-token', 'HashiCorp Vault', 'hv[sbr]\\.[\\w-]{24,300}', ['hvs.', [90, 'url']], {
    keywords: ['hvs.', 'hvb.', 'hvr.'],
  }),
  token(
    'terraform-cloud-token',
    'Terraform Cloud',
    '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}',
    [[14, 'alnum'], '.atlasv1.', [67, 'alnum']],
    {
      before: 14,
      keywords: ['.atlasv1.'],
      pattern: /(?<![A-Za-z0-9])([A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70})(?![\w=-])/,
    },
  ),
  token('pulumi-token', 'Pulumi', 'pul-[a-f0-9]{40}', ['pul-', [40, 'hex']]),
  token(
    'doppler-token',
    'Doppler',
    'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{40,60}',
    ['dp.pt.', [43, 'alnum']],
    { keywords: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'] },
  ),
  token('infracost-key', 'Infracost', 'ico-[A-Za-z0-9]{32}', ['ico-', [32, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  token('prefect-key', 'Prefect', 'pn[ub]_[A-Za-z0-9]{36}', ['pnu_', [36, 'alnum']], { keywords: ['pnu_', 'pnb_'] }),
  token('databricks-token', 'Databricks', 'dapi[a-f0-9]{32}(?:-\\d)?', ['dapi', [32, 'hex']]),
  token('planetscale-token', 'PlanetScale', 'pscale_(?:tkn|pw|oauth)_[\\w=.-]{32,64}', ['pscale_tkn_', [43, 'alnum']], {
    keywords: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
  }),
  token('supabase-key', 'Supabase', '(?:sbp_[a-f0-9]{40}|sb_secret_[\\w-]{31})', ['sbp_', [40, 'hex']], {
    keywords: ['sbp_', 'sb_secret_'],
  }),
  near('fastly-token', 'Fastly', ['fastly'], '[A-Za-z0-9_-]{32}', [32, 'url']),
]
