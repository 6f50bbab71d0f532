// Credentials of clouds, source hosts, registries and build services, in the formats their vendors publish.
import { crc32 } from 'node:zlib'
import type { Random } from '../random.ts'
import { base64, base64url, line } from './form.ts'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const inBase62 = (value: number): string =>
  value === 0 ? '' : inBase62(Math.floor(value / 62)) + base62.charAt(value % 62)

/** Thirty letters and their checksum, as GitHub and npm make tokens. */
const checked = (random: Random): string => {
  const entropy = random.text('alphanumeric', 30)
  return entropy + inBase62(crc32(entropy)).padStart(6, '0')
}

export const awsKeyId = (random: Random): string => `${'AK'}IA${random.text('base32', 16)}`
export const awsTemporaryKeyId = (random: Random): string => `${'AS'}IA${random.text('base32', 16)}`
export const awsSecret = (random: Random): string => `${random.text('alphanumeric', 8)}/${random.text('base64', 31)}`
export const awsSession = (random: Random): string => `IQoJb3JpZ2luX2Vj${random.text('base64', 340)}==`
export const awsBedrock = (random: Random): string =>
  `${'AB'}SK${base64(
    `BedrockAPIKey-${random.text('lowerDigits', 4)}-at-` + `${random.text('digits', 12)}:${random.text('base64', 40)}`,
  )}`
export const awsMarketplace = (random: Random): string => `${'amzn.'}mws.${random.uuid()}`

export const googleKey = (random: Random): string => `${'AI'}zaSy${random.text('base64url', 32)}a`
export const googleClientId = (random: Random): string =>
  `${random.text('digits', 12)}-${random.text('lowerDigits', 32)}.apps.googleusercontent.com`
export const googleClientSecret = (random: Random): string => `${'GOC'}SPX-${random.text('base64url', 27)}k`
export const googleRefresh = (random: Random): string =>
  `${'1/'}/0${random.pick(['3', 'e', 'g'])}${random.text('base64url', 98)}w`
export const googleAccess = (random: Random): string => `${'ya'}29.a0${random.text('base64url', 180)}`

export const azureClientSecret = (random: Random): string =>
  `${random.text('alphanumeric', 3)}8${'Q~'}${random.text('alphanumeric', 33)}b`
export const azureKey = (random: Random): string => base64(random.bytes(64))
export const azureShortKey = (random: Random): string => base64(random.bytes(32))
export const azureDevops = (random: Random): string => random.text('lowerDigits', 52)
export const azureFunctionKey = (random: Random): string =>
  `${random.text('base64url', 40)}${'AzFu'}${random.text('base64url', 8)}==`
export const azureSignature = (random: Random): string =>
  `sv=2022-11-02&ss=b&srt=sco&sp=rwdlac&se=2027-03-01T08:00:00Z&sig=${encodeURIComponent(base64(random.bytes(32)))}`

export const digitalOcean = (random: Random): string => `${'do'}p_v1_${random.text('hex', 64)}`
export const alibabaId = (random: Random): string => `${'LT'}AI5t${random.text('alphanumeric', 18)}`
export const heroku = (random: Random): string => `${'HRKU-'}AA${random.text('base64url', 58)}`
export const fly = (random: Random): string => `FlyV1 ${'fm'}2_lJPECAAAAAAA${random.text('base64', 150)}`
export const cloudflareToken = (random: Random): string => random.text('base64url', 40)
export const cloudflareKey = (random: Random): string => random.text('hex', 37)
export const netlify = (random: Random): string => `${'nf'}p_${random.text('alphanumeric', 36)}`
export const tencentId = (random: Random): string => `${'AK'}ID${random.text('alphanumeric', 32)}`
export const scaleway = (random: Random): string => `SCW${random.text('upperDigits', 17)}`
export const vault = (random: Random): string => `${'hv'}s.${'CAESI'}${random.text('base64url', 90)}`
export const doppler = (random: Random): string => `${'dp'}.st.prd.${random.text('alphanumeric', 43)}`
export const pulumi = (random: Random): string => `${'pu'}l-${random.text('hex', 40)}`
export const terraformCloud = (random: Random): string =>
  `${random.text('alphanumeric', 14)}.${'atlas'}v1.${random.text('base64url', 67)}`
export const databricks = (random: Random): string => `${'da'}pi${random.text('hex', 32)}`
export const supabase = (random: Random): string => `${'sb'}p_${random.text('hex', 40)}`
export const planetscale = (random: Random): string => `${'psc'}ale_pw_${random.text('base64url', 43)}`
export const render = (random: Random): string => `${'rn'}d_${random.text('alphanumeric', 28)}`

export const github = (random: Random): string => `${'gh'}p_${checked(random)}`
export const githubServer = (random: Random): string => `${'gh'}s_${checked(random)}`
export const githubOauth = (random: Random): string => `${'gh'}o_${checked(random)}`
export const githubFine = (random: Random): string =>
  line`
    ${'github'}_pat_11${random.text('upperDigits', 7)}0${random.text('alphanumeric', 12)}_
    ${random.text('alphanumeric', 59)}
  `

export const gitlab = (random: Random): string => `${'gl'}pat-${random.text('base64url', 19)}x`
export const gitlabRoutable = (random: Random): string =>
  `${'gl'}pat-${random.text('base64url', 27)}.01.${random.text('lowerDigits', 9)}`
export const gitlabDeploy = (random: Random): string => `${'gl'}dt-${random.text('base64url', 19)}e`
export const gitlabRunner = (random: Random): string => `${'gl'}rt-${random.text('base64url', 19)}7`
export const gitlabTrigger = (random: Random): string => `${'gl'}ptt-${random.text('hex', 40)}`

export const bitbucket = (random: Random): string =>
  `${'AT'}BB${random.text('alphanumeric', 24)}${random.text('upperHex', 8)}`
export const atlassian = (random: Random): string =>
  `${'ATA'}TT3xFfGF0${random.text('base64url', 171)}=${random.text('upperHex', 8)}`
export const sourcegraph = (random: Random): string => `${'sg'}p_${random.text('hex', 16)}_${random.text('hex', 40)}`

export const npm = (random: Random): string => `${'np'}m_${checked(random)}`
export const pypi = (random: Random): string => `${'py'}pi-AgEIcHlwaS5vcmcCJ${base64url(random.bytes(110))}`
export const dockerHub = (random: Random): string => `${'dc'}kr_pat_${random.text('base64url', 27)}`
export const rubygems = (random: Random): string => `${'ruby'}gems_${random.text('hex', 48)}`
export const crates = (random: Random): string => `${'ci'}o${random.text('alphanumeric', 32)}`
export const nuget = (random: Random): string => `${'oy'}2${random.text('lowerDigits', 43)}`
export const artifactory = (random: Random): string => `${'AK'}Cp8${random.text('alphanumeric', 68)}`
export const artifactoryReference = (random: Random): string => `${'cm'}VmdGtuOjAxOj${random.text('alphanumeric', 50)}`
export const clojars = (random: Random): string => `${'CLO'}JARS_${random.text('hex', 60)}`

export const circle = (random: Random): string => `${'CCI'}PAT_${random.text('base58', 22)}_${random.text('hex', 40)}`
export const buildkite = (random: Random): string => `${'bk'}ua_${random.text('hex', 40)}`
export const sonar = (random: Random): string => `${'sq'}p_${random.text('hex', 40)}`
export const jenkins = (random: Random): string => `11${random.text('hex', 32)}`
export const octopus = (random: Random): string => `${'AP'}I-${random.text('upperDigits', 26)}`
export const harness = (random: Random): string =>
  `${'pa'}t.${random.text('alphanumeric', 22)}.${random.text('hex', 24)}.${random.text('alphanumeric', 20)}`
