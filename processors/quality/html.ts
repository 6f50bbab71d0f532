// How much of an HTML file a reader would see: everything outside tags, comments, scripts and styles, blanks squeezed.

/** Characters visible, blanks counted once. Every byte is looked at once: a tag that never closes ends the file. */
export function visibleCharacters(latin1: string): number {
  // Tags are the same in any case; latin1 keeps its length.
  const text = latin1.toLowerCase()
  let visible = 0
  let blank = true
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === 60) {
      i = skipTag(text, i)
      continue
    }
    const isBlank = code <= 32
    // Continuation bytes belong to a character already counted.
    if (isBlank ? !blank : (code & 0xc0) !== 0x80) visible++
    blank = isBlank
    i++
  }
  return visible
}

function skipTag(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  const name = text.slice(at + 1, at + 7)
  if (name === 'script') return after(text, '</script>', at)
  if (name.startsWith('style')) return after(text, '</style>', at)
  return after(text, '>', at)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}
