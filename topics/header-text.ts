// Text in headers is printable ASCII: what else a submission's name has is written in them as URLs write it, and read back.

export const toHeader = (text: string): string =>
  text.replace(/[^\x20-\x7e]+/g, (characters) => encodeURIComponent(characters.toWellFormed()))

/** The text that `toHeader` was given; codes of ASCII were none and stay. Bytes that are no UTF-8 become U+FFFD. */
export const fromHeader = (text: string): string =>
  text.replace(/(%[89A-F][0-9A-F])+/g, (coded) =>
    new TextDecoder().decode(Uint8Array.from(coded.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  )
