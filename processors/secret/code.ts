// Values that are code, paths or formats and only look like secrets.
import { characterKinds, entropy, isNoise, wordShare } from './entropy.ts'

const calls = /^[\w.$]+\(|\)$|::|->|=>|\s(?:=|\|\||&&)\s|^[!&*]|[;{}]$/
const chain = /^[\w$*]+(?:\.[A-Za-z_$*][\w$*]*)+(?::\d+)?$/
const shape = /^@[{(]|^[\w.]+\[|^[a-z_]+=[A-Za-z]/
const joint = /^\+[\w.()]+,?$/
const flag = /^--?[A-Za-z]/
const regex = /^\^.*\$$|\[\^?\w-\w|\\[dwsb][+*]|\(\?[:=!]/
const classes = /\[[^\]]*(?:0-9|a-z|A-Z)|\(\?[:=!]/
const moment = /^\d{4}-\d\d-\d\d(?:[T ]|$)/
const escapes = /\\[xu][0-9a-f]{2}/i
const version = /^[\^~<>=v]{0,2}\d+\.\d+(?:\.[\dx*]+)?(?:[-+.][\w.]+)?$/
const artefact = /^[a-z][\w.]*(?:-[a-z][\w.]*)*-v?\d+\.\d+(?:\.\w+)*$/i
const alternatives = /^[a-z_]+(?::\w+)?(?:[|,;][a-z_]+(?::[\w,]+)?)+$/i
const algorithm =
  /(?:^|[-_/])(?:scram|sha-?\d*|md5|aes|rsa|pbkdf2|bcrypt|scrypt|argon2\w*|hmac|ed25519|ecdsa|[hre]s(?:256|384|512)|utf-?8|latin-?1|oauth2?|base64|x509|ipv[46]|tlsv?\d*|pkcs\d*)(?:$|[-_/\d])/i
const path =
  /^(?:\.{0,2}|~|[A-Za-z]:)[\\/]|^[\w-]+:\/\/|^[\w.@-]+(?:\/[\w.@-]+)+\/?$|\.(?:[cm]?[jt]sx?|py|json|ya?ml|txt|pem|key|crt|html?|php|java|go|rb|md|xml|conf|cfg|ini|env|sh|sql|csv|com|org|net|io|dev)$/i
const constant = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/
const prefixedConstant = /^[A-Z]{2,}[A-Z0-9]*_[A-Za-z]+\d?$/

export type CodeReason = 'code' | 'path'

/** What kind of code a value is, or null. A long dense value is none, whatever brackets it has in it. */
export function looksLikeCode(value: string): CodeReason | null {
  if (classes.test(value) || shape.test(value) || escapes.test(value) || (joint.test(value) && value.length < 40))
    return 'code'
  if (isDense(value) || isNoise(value)) return null
  if (path.test(value)) return 'path'
  if (calls.test(value) || chain.test(value) || flag.test(value) || regex.test(value) || escapes.test(value))
    return 'code'
  if (version.test(value) || moment.test(value) || artefact.test(value) || alternatives.test(value)) return 'code'
  if (value.length <= 32 && algorithm.test(value) && wordShare(value) + 0.2 * Number(/\d{3}/.test(value)) > 0.3)
    return 'code'
  if (constant.test(value) && !/\d{3}/.test(value)) return 'code'
  return prefixedConstant.test(value) ? 'code' : null
}

/** Twenty characters or more of three kinds, with next to no words among them. */
export function isDense(value: string): boolean {
  return (
    value.length >= 20 &&
    !/\s/.test(value) &&
    characterKinds(value) >= 3 &&
    entropy(value) >= 3.8 &&
    wordShare(value) < 0.25
  )
}
