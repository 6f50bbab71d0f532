// Magic numbers and classes of characters: bytes and escapes that the code works with.
import { type Body, file } from './kit.ts'

export const nearSignatures: readonly Body[] = [
  {
    family: 'near-encoded-magic-numbers',
    path: 'sniff/sniff.go',
    near: 'encoded',
    text: file`
// Package sniff tells the kind of a file from its first bytes.
package sniff

import "bytes"

type signature struct {
	kind   string
	offset int
	magic  []byte
}

var signatures = []signature{
	{"image/png", 0, []byte{0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a}},
	{"image/jpeg", 0, []byte{0xff, 0xd8, 0xff}},
	{"image/gif", 0, []byte("GIF8")},
	{"application/zip", 0, []byte{0x50, 0x4b, 0x03, 0x04}},
	{"application/gzip", 0, []byte{0x1f, 0x8b, 0x08}},
	{"application/x-7z", 0, []byte{0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c}},
	{"application/x-xz", 0, []byte{0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00}},
	{"application/x-tar", 257, []byte("ustar")},
	{"video/mp4", 4, []byte("ftyp")},
}

// Kind returns the media type of head, or the empty string where nothing is known about it.
func Kind(head []byte) string {
	for _, s := range signatures {
		end := s.offset + len(s.magic)
		if len(head) >= end && bytes.Equal(head[s.offset:end], s.magic) {
			return s.kind
		}
	}
	if isText(head) {
		return "text/plain"
	}
	return ""
}

func isText(head []byte) bool {
	for _, b := range head {
		if b < 0x09 || (b > 0x0d && b < 0x20 && b != 0x1b) {
			return false
		}
	}
	return len(head) > 0
}
`,
    others: [{ path: 'pkg/filetype/filetype.go', swap: { sniff: 'filetype', signature: 'marker' }, licence: 'mit' }],
  },
  {
    family: 'near-encoded-unicode-classes',
    path: 'src/words.js',
    near: 'encoded',
    text: file`
// Finds words in text of several scripts, for browsers without \p{L}.
const LATIN = "A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F";
const GREEK = "\u0370-\u0373\u0376\u0377\u037B-\u037D\u0386\u0388-\u03FF";
const CYRILLIC = "\u0400-\u0481\u048A-\u052F";
const HEBREW = "\u05D0-\u05EA\u05F0-\u05F2";
const KANA = "\u3041-\u3096\u30A1-\u30FA";
const HAN = "\u3400-\u4DBF\u4E00-\u9FFF";

const WORD = new RegExp(\`[\${LATIN}\${GREEK}\${CYRILLIC}\${HEBREW}]+(?:['\u2019][\${LATIN}]+)?\`, "g");
const SYLLABLE = new RegExp(\`[\${KANA}\${HAN}]\`, "g");

/** Words of text; in scripts without blanks each character counts as one. */
export function words(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) found.push({ start: match.index, text: match[0] });
  for (const match of text.matchAll(SYLLABLE)) found.push({ start: match.index, text: match[0] });
  return found.sort((left, right) => left.start - right.start);
}

export function readingTime(text, { wordsPerMinute = 220, signsPerMinute = 400 } = {}) {
  const plain = text.match(WORD)?.length ?? 0;
  const signs = text.match(SYLLABLE)?.length ?? 0;
  return Math.max(1, Math.round(plain / wordsPerMinute + signs / signsPerMinute));
}
`,
  },
]
