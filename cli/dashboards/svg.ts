// The few shapes of a picture. Text is escaped, and shortened where it would be absurdly long.
export type Point = { readonly x: number; readonly y: number }
export type Box = Point & { readonly width: number; readonly height: number }

const textLengthMax = 120

const escaped = (text: string): string =>
  text
    .slice(0, textLengthMax)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '\u00b7')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const at = (value: number): string => String(Math.round(value * 10) / 10)

export const textAt = ({ x, y }: Point, text: string, kind: string): string =>
  `<text x="${at(x)}" y="${at(y)}"${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</text>`

export const rect = ({ x, y, width, height }: Box, kind: string): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" class="${kind}"/>`

export const swatch = ({ x, y }: Point, color: string): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="12" height="3" fill="${color}"/>`

export const rule = (from: Point, to: Point): string =>
  `<line x1="${at(from.x)}" y1="${at(from.y)}" x2="${at(to.x)}" y2="${at(to.y)}" class="grid"/>`

/** One line through all points; a single one is a dot. */
export const polyline = (points: readonly Point[], color: string): string => {
  const [first] = points
  if (points.length === 1 && first !== undefined)
    return `<circle cx="${at(first.x)}" cy="${at(first.y)}" r="1.5" fill="${color}"/>`
  return `<polyline class="line" stroke="${color}" points="${points.map(({ x, y }) => `${at(x)},${at(y)}`).join(' ')}"/>`
}

export const group = (parts: readonly string[]): string => `<g>${parts.join('')}</g>`
