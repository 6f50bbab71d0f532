// Whether a path may be named: relative, forward slashes, valid UTF-8, nothing that climbs, hides or moves a cursor.
// A path that may not is still counted and shown, so its bytes are written out in printable form.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'

export type NamedPath = {
  /** What the path is called in events: as it is where safe, else with every unsafe byte written \xNN. */
  readonly path: string
  /** What was expected and what was found; null where the path is safe. */
  readonly unsafe: string | null
}

/** PATH_MAX of Linux. */
export const pathBytesMax = 4_096
/** NAME_MAX of every common file system. */
export const segmentBytesMax = 255
/** Longest form in which an unsafe path is shown. */
const shownMax = 512

/** Invisible characters and those that turn the direction of text, but for the one that makes an emoji coloured. */
const deceptive = /(?!\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\p{Zl}\p{Zp}]/u
const control = /\p{Cc}/u
/** The characters of nearly all paths: no other question needs asking of a short one. */
const plain = /^[\w+@%,=-][\w.+@%,= -]*(?:\/[\w+@%,=-][\w.+@%,= -]*)*$/

/** Names a path given as bytes in Latin-1 form (one character a byte). */
export function namePath(bytes: string): NamedPath {
  if (bytes.length <= segmentBytesMax && plain.test(bytes)) return { path: bytes, unsafe: null }
  const raw = Buffer.from(bytes, 'latin1')
  if (!isUtf8(raw)) return { path: shownPath(raw), unsafe: 'expected a path in UTF-8, found other bytes' }
  const path = raw.toString('utf8')
  const unsafe = unsafeBecause(path, raw.length)
  return unsafe === null ? { path, unsafe } : { path: shownPath(raw), unsafe }
}

function unsafeBecause(path: string, bytes: number): string | null {
  if (bytes === 0) return 'expected a path, found an empty one'
  if (bytes > pathBytesMax) return `expected at most ${pathBytesMax} bytes, found ${bytes}`
  if (path.includes('\u0000')) return 'expected a path, found a NUL byte in it'
  if (path.includes('\\')) return 'expected forward slashes, found a backslash'
  if (path.startsWith('/')) return 'expected a relative path, found an absolute one'
  if (/^[A-Za-z]:/.test(path)) return 'expected a relative path, found a drive letter'
  if (control.test(path)) return 'expected a printable path, found a control character'
  if (deceptive.test(path)) return 'expected a readable path, found an invisible or direction-changing character'
  for (const segment of path.split('/')) {
    if (segment === '..') return 'expected a path inside the repository, found ..'
    if (segment === '' || segment === '.') return 'expected named folders, found an empty segment or .'
    if (Buffer.byteLength(segment) > segmentBytesMax) return `expected names of at most ${segmentBytesMax} bytes`
  }
  return null
}

/** Printable form: two different paths never look alike, because backslashes are written out too. */
function shownPath(raw: Buffer): string {
  const shown = isUtf8(raw) ? Array.from(raw.toString('utf8'), shownCharacter).join('') : shownBytes(raw)
  if (shown.length <= shownMax) return shown
  return `${shown.slice(0, shownMax - 18)}..${createHash('sha256').update(raw).digest('hex').slice(0, 16)}`
}

function shownCharacter(character: string): string {
  const safe = character !== '\\' && !control.test(character) && !deceptive.test(character)
  return safe ? character : shownBytes(Buffer.from(character))
}

function shownBytes(raw: Buffer): string {
  let shown = ''
  for (const byte of raw) {
    const printable = byte >= 0x20 && byte < 0x7f && byte !== 0x5c
    shown += printable ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return shown
}
