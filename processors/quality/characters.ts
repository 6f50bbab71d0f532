// Characters by kind, from how often each byte occurs.

export type Characters = {
  readonly characters: number
  readonly letters: number
  readonly digits: number
  readonly blanks: number
  readonly replacements: number
}

/** Characters by kind, from the histogram. Outside ASCII a lead byte says enough: most blocks are letters. */
export function countCharacters(bytes: Uint8Array, histogram: Uint32Array): Characters {
  const sum = (from: number, to: number): number => {
    let total = 0
    for (let byte = from; byte <= to; byte++) total += histogram[byte] as number
    return total
  }
  // C2 leads Latin-1's signs, E2 punctuation and symbols, F0 mostly emoji; the other lead bytes lead scripts.
  const foreign = sum(0xc3, 0xed) - (histogram[0xe2] as number)
  return {
    characters: bytes.length - sum(0x80, 0xbf),
    letters: sum(65, 90) + sum(97, 122) + foreign,
    digits: sum(48, 57),
    blanks: sum(9, 13) + (histogram[32] as number),
    replacements: (histogram[0xef] as number) === 0 ? 0 : countReplacements(bytes),
  }
}

function countReplacements(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0xef); at !== -1; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count++
  }
  return count
}
