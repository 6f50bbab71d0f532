// What a name says of its value: a secret, something about a secret, or something meant for everyone.
import type { Context } from './context.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Last words of names that hold something about a secret, not the secret. */
const about = set(
  'field fields label title text type types name names url urls uri uris link links path paths file files filename dir folder prefix suffix header headers ' +
    'param params parameter parameters regex regexp pattern format hint help error errors message messages msg prompt length len size min max ' +
    'minimum maximum count limit ttl expiry expire expires expired expiration lifetime timeout age policy policies rule rules class selector input ' +
    'element column table arn ref refs reference id ids env var variable endpoint endpoints method methods mode kind status state enabled disabled ' +
    'required optional version algorithm alg algo scheme strength reset store stores provider providers manager service handler helper validator ' +
    'view form page button icon placeholder description desc comment index offset position pos start end line scope scopes audience issuer ' +
    'fingerprint thumbprint digest checksum encoding charset chars symbol category group role roles domain domains template schema map list array ' +
    'mapping generator factory source sources interface request response event events action command option options flag flags tag tags attribute ' +
    'attributes property properties at visibility autocomplete confirmation validation test tests spec example examples encode decode encoder decoder parse parser hash hashed used last date time since signature cryptogram verifier revoked created updated stdin fd prompt management mgmt usage exchange derivation agreement',
)

/** Words that make a name public, wherever they stand in it. */
const everyone = set(
  'public publishable csrf xsrf next page prev previous continuation cancel cancellation syntax partition primary foreign sort cache route shard ' +
    'site sitekey forgery antiforgery authenticity sync css style color theme lex lexer ast grammar integrity etag digest checksum sha1 sha256 sha512 md5 no not invalid ' +
    'missing forgot forgotten wrong bad incorrect expired confirm confirmation minipass bypass compass encompass trespass',
)

/** Words with which a call that takes a secret begins. */
const setters = set('set with add use using put update change create new init')

/** Names that are a secret's own word, whole: a call of that name takes one. */
const plainly =
  /^(?:passw(?:or)?d|passphrase|pass|pwd|secret|token|key|credentials?|auth|bearer|apikey|api|access|client|default)$/

const secretWord =
  /passw(?:or)?(?:d|t)|^pass\d?$|passphrase|passcode|pwd\d?$|^pswd$|(?:db|user|my|root|admin|require|mail|smtp|ssh|ftp|auth|mysql|sql|pg|redis|key|store|login|imap|ldap|http|proxy|svn|git|bind|sa|wifi)pass$|contrasena|motdepasse|senha|secret(?!less|ar)|token|jeton|key\d?$|credential|^creds$|^auth$|^bearer$|session|masterauth|salt|pepper|^pw$|(?:admin|user|db|root|login|mail|ftp|ssh)pw$/

/** True where the name, or how the value is joined to it, says that the value is no secret. */
export function isNotNamed(context: Context): boolean {
  const { words, sign, nameQuoted, behind } = context
  const last = words.at(-1) ?? ''
  if (about.has(last.replace(/\d+$/, '')) || words.some((word) => everyone.has(word))) return true
  if (!words.some((word) => secretWord.test(word)) && !secretWord.test(words.join(''))) return true
  // `"AWS::IAM::AccessKey": ...` names a type, and a list of strings joins nothing by its commas.
  if (/::[\w./-]*$/.test(context.ahead) && !nameQuoted && sign === ':') return true
  if (sign === ',' && isPair(context)) return false
  if (sign === ',')
    return !nameQuoted || !secretWord.test(words.slice(-1).join('')) || !/^["'`]?[ \t]*(?:$|[)\]}])/.test(behind)
  if (sign === '(') return !(setters.has(words[0] ?? '') || words.every((word) => plainly.test(word)))
  return false
}

// The first argument of a call, and the first half of an Erlang tuple.
const isPair = ({ nameQuoted, ahead, words }: Context): boolean =>
  secretWord.test(words.at(-1) ?? '') &&
  (nameQuoted ? /\w\(["'`](?:--?|#|\[name=["']?)?[\w.-]*$/.test(ahead) : /\{[\w.-]*$/.test(ahead))

const strong =
  /(?:api|app|access|secret|auth|private|signing|encryption|master|license|subscription)(?:key|secret|token)|client(?:secret|key)|password|passwd/

/** True for names whose values are secrets even where they look like ids. */
export const isStrongName = (name: string): boolean => strong.test(name)

/** True where the value only repeats the name: `password: "db_password"`. */
export function repeatsName(value: string, name: string): boolean {
  const plain = value.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return plain.length > 0 && (name.includes(plain) || (name.length > 5 && plain.startsWith(name)))
}
