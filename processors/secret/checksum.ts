// The checksum that GitHub and npm put into their tokens: the last six characters are the CRC-32 of the thirty before them,
// in base 62 (github.blog, "Behind GitHub's new authentication token formats"). It raises confidence; a wrong one proves
// nothing, since older tokens and careful fakes have none.

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** True where the token is of such a form and its checksum is right. */
export function hasRightChecksum(token: string): boolean {
  const parts = /^(?:gh[opsru]|npm)_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec(token)
  return parts !== null && base62(crc32(parts[1] as string)) === parts[2]
}

/** CRC-32 as in IEEE 802.3, of a latin1 string. */
export function crc32(text: string): number {
  let crc = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Six digits of base 62, with zeros ahead. */
export function base62(value: number): string {
  let out = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) out = digits[rest % 62] + out
  return out.padStart(6, '0')
}
