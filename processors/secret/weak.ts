// Passwords everyone knows. They protect nothing and stand in thousands of tests and manuals, so by policy they are not
// secrets: what they teach a model, every word list teaches it already.
import { wordShare } from './entropy.ts'

const words: ReadonlySet<string> = new Set(
  (
    'password passwd passwort pass passphrase pwd pw secret secrets topsecret supersecret mysecret mypassword mypass test tests testing tester testpass ' +
    'testpassword testuser testsecret admin administrator adminpass adminpassword root rootpass rootpassword toor guest user username users userpass ' +
    'userpassword login default changeme changeit change letmein welcome qwerty qwertz azerty asdf asdfgh asdfasdf zxcvbn abc abcd abcde abcdef ' +
    'foo bar baz qux foobar foobaz barbaz hello helloworld world hunter monkey dragon master sunshine iloveyou trustno princess football baseball ' +
    'shadow superman batman starwars whatever freedom nothing none null undefined true false yes no example sample demo dummy fake temp tmp ' +
    'temporary placeholder sesame opensesame swordfish correcthorsebatterystaple postgres postgresql mysql mariadb mongo mongodb redis rabbitmq ' +
    'elastic kafka oracle sqlserver minio minioadmin minioaccess miniosecret grafana kibana jenkins vagrant docker ubuntu debian centos raspberry ' +
    'oauth token key apikey api auth basic bearer string value text data hidden private public anonymous anon nopass nopassword wrong wrongpass ' +
    'wrongpassword badpass badpassword bad invalid incorrect correct new newpass newpassword old oldpass oldpassword current confirm ' +
    'blank empty optional required unknown service system account database db dbpass dbpassword dev develop development staging prod production local ' +
    'localhost server client app application web site internal external something anything random somepass somepassword somesecret strongpassword ' +
    'securepassword secure strong weak super super_secret verysecret notsecret insecure passme passw mock stub bob alice joe john jane jdoe'
  ).split(' '),
)

const leet: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
  '!': 'i',
}

/** True for well-known words, also with digits or marks behind them (`password123!`), in leet, or two of them together. */
export function isWeakPassword(value: string): boolean {
  const lower = value.toLowerCase().replace(/(?:\\+[rnt])+$/, '')
  if (lower.length > 8 && lower.includes('password') && wordShare(value) > 0.6) return true
  if (/^[\d]+$/.test(lower))
    return /^(\d)\1*$/.test(lower) || '01234567890123456789'.includes(lower) || '98765432109876543210'.includes(lower)
  const stem = lower.replaceAll(/[^a-z]+$|^[^a-z]+/g, '')
  const tail = lower.slice(lower.indexOf(stem) + stem.length)
  const head = lower.slice(0, lower.indexOf(stem))
  const plainEnds = head.length <= 3 && /^(?:[!?.@#$*_-]?(?:\d{1,4}|12345\d*|20\d\d)?[!?.@#$*_-]{0,2})$/.test(tail)
  if (plainEnds && isKnown(stem)) return true
  const unleet = lower.replaceAll(/[@40135$7!]/g, (character) => leet[character] ?? character)
  const stemOfLeet = unleet.replaceAll(/[^a-z]+$/g, '')
  return (
    isKnown(stemOfLeet) ||
    isKnown(lower.replace(/[!?.\d]+$/, '').replaceAll(/[@40135$7!]/g, (character) => leet[character] ?? character))
  )
}

function isKnown(stem: string): boolean {
  const plain = stem.replaceAll(/[^a-z]/g, '')
  if (plain === '' || words.has(plain)) return plain !== ''
  const parts = stem.split(/[^a-z]+/).filter((part) => part !== '')
  if (parts.length > 1 && parts.every((part) => words.has(part))) return true
  for (let cut = 2; cut <= plain.length - 2; cut++) {
    if (words.has(plain.slice(0, cut)) && words.has(plain.slice(cut))) return true
  }
  return false
}
