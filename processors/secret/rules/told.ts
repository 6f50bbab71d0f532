// Passwords that a reader is told in words: in comments, documents and messages, where no name is assigned anything.
import { rule, type SecretRule } from '../rule.ts'

const pass = 'vK9q' + 'Tz41wm'
const typed = 'Marble' + '!1978'

// Content is matched as bytes, so letters beyond ASCII are written as the bytes of their UTF-8.
const bytes = (text: string): string => Buffer.from(text).toString('latin1')

const noun = bytes(
  '(?:pass(?:word|wort|phrase|code|wd)?|kennwort|pwd|pw|contraseña|contrasena|senha|mot de passe)(?![\\w.(\\[])',
)

/** What the password is of: `for the box`, `of jane's account on db01`. */
const ofWhat = bytes(
  '(?:[ \\t]+(?:(?:for|of|on|to|at|in|für|vom|von|del?|do|da|du)[ \\t]+(?:(?!is\\b|was\\b)[^\\s:=]{1,40}[ \\t]+){0,5}?[^\\s:=]{1,40}|t?here))?',
)

const says = bytes(
  '(?:[ \\t]+(?:is|was|ist|lautet|war|es|est|é|has been|got)(?:[ \\t]+(?:now|still|currently|just|simply|always|jetzt|noch|set|changed|reset|to)){0,3}(?:[ \\t]*:)?[ \\t]+|[ \\t]{0,4}(?:::?|=>?|->)[ \\t]{1,4}|[ \\t]{1,2}(?<=(?:with|use|using|by|and|,)\\s+(?:the\\s+)?[\\w\\x80-\\xff]{2,14}[ \\t]{1,2}))',
)

/** As it is typed: to the blank, the quote, or what closes the comment; marks of the sentence are none of it. */
const value =
  '["\'`*(\\\\]{0,3}((?:(?!\\*/|-->|\\\\[nrt])[^\\s"\'`<>]){4,99}?[\\w!@#$%^&*+=?~-])(?=[*.,;:)\\]}]{0,3}(?:[\\s"\'`<>\\\\]|\\*/|-->|$))'

const told = (parts: Pick<SecretRule, 'id' | 'keywords' | 'pattern' | 'before' | 'matches' | 'misses'>): SecretRule =>
  rule({
    group: 'told in words',
    why: 'A password that someone tells whoever reads this.',
    check: 'told',
    rank: 1,
    ...parts,
  })

export const toldRules: readonly SecretRule[] = [
  told({
    id: 'password-told',
    keywords: [
      ...['password', 'passwort', 'passphrase', 'passcode', 'passwd', 'kennwort', 'contrase', 'senha', 'mot de passe'],
      ...['pwd', 'pw:', 'pw is', 'pass:', 'pass is', 'pass for'],
    ],
    pattern: new RegExp(`${noun}["'\`*_)]{0,3}${ofWhat}${says}${value}`, 'i'),
    matches: [
      `/* deploy with password: ${typed} */\n`,
      `// the password is ${pass}\n`,
      `x = 1; // root password on db01: ${pass}\n`,
      `x = 1; // login admin, pass is ${typed}\n`,
      `The password for jane is still "${typed}".\n`,
      `throw new Error("use password ${typed} to sign in")\n`,
      `// das Passwort lautet ${typed}\n`,
      { content: `"""\nThe password is ${pass}.\n"""\n`, language: 'Python', path: 'a.py' },
      { content: `// the password is ${'Winter' + '2019'}\n`, language: 'Java', path: 'A.java' },
    ],
    misses: [
      '// password: required\n',
      '# password is stored hashed\n',
      '// the password is PBKDF2-HMAC-SHA256 of it\n',
      '// first pass: 3x3 blur\n',
      { content: 'if (password is CharArray256) return\n', language: 'Kotlin', path: 'a.kt' },
      '// this pass is Blur3x3+Sobel2\n',
      '// the password is A1+b2\n',
      '// the password is NFKC-Lwr\n',
      '// the password is Jane2@corp.de\n',
      '// the password is 12-72ch\n',
      '// the password is <password>\n',
      '// the password is changeme123\n',
    ],
  }),
  told({
    id: 'login-told',
    keywords: ['login', 'log in', 'log on', 'sign in', 'credential', 'creds', 'user/pass', 'username/pass'],
    pattern: new RegExp(
      `(?:log[- ]?[io]n|sign[- ]in|credentials?|creds|user(?:name)?/pass(?:word)?)(?:[ \\t]+(?:as|with|using|by|is|are|was|here|there)){0,2}[ \\t]{0,2}[:=]?[ \\t]+["'\`*]{0,2}[\\w.@-]{2,40}["'\`*]{0,2}[ \\t]{0,2}[/:][ \\t]{0,2}${value}`,
      'i',
    ),
    matches: [`// credentials: jane / ${typed}\n`, `# log in as jane:${typed} and look\n`],
    misses: ['// login: 2FA/TOTP\n', '# sign in with GitHub/OAuth2\n', '// credentials: user / password1\n'],
  }),
  told({
    id: 'password-given',
    keywords: ['as password', 'as the password', 'as a password', 'as passphrase', 'as the passphrase'],
    before: 120,
    pattern: new RegExp(
      `(?:enter|type|use|give|take|with)[ \\t]+${value}["'\`*]{0,2}[ \\t]+as[ \\t]+(?:the[ ]|a[ ])?pass(?:word|phrase)`,
      'i',
    ),
    matches: [`# enter ${typed} as the password when asked\n`],
    misses: ['# use sha256(token) as the password\n', '// enter user2@corp.net as password\n'],
  }),
]
