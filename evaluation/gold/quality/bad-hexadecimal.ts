// Firmware, captures and pictures in hexadecimal, and texts in escapes of Unicode.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { cBodies } from './good-c.ts'
import { bad, glued, lines, wholeOf } from './kit.ts'
import { different, nouns, snake } from './vocabulary.ts'

const bytesOf = (random: Random, count: number, prefix: string, separator: string, columns: number): string =>
  lines(Math.ceil(count / columns), () =>
    Array.from({ length: columns }, () => prefix + random.text('hex', 2)).join(separator),
  )
const hexadecimal = (random: Random): readonly GoldCase[] => [
  bad(
    'hex-firmware-in-c',
    'drivers/wifi_firmware.h',
    'encoded characters',
    `#ifndef WIFI_FIRMWARE_H
#define WIFI_FIRMWARE_H

static const unsigned char wifi_firmware[] = {
${bytesOf(random.of('firmware'), 3200, '0x', ',', 16).replaceAll('\n', ',\n')}
};

#endif
`,
  ),
  bad(
    'hex-firmware-in-c',
    'src/splash.c',
    'encoded characters',
    `#include "display.h"

/* 128x64, one bit per pixel */
const uint8_t splash[1024] PROGMEM = {
${bytesOf(random.of('splash'), 1024, '0x', ',', 16).replaceAll('\n', ',\n')}
};
`,
  ),
  bad(
    'hex-after-good-functions',
    'src/strmap.c',
    'encoded characters',
    `${wholeOf(cBodies, 'c-string-map')}
static const unsigned char seed_table[] = {
${bytesOf(random.of('seed'), 900, '0x', ',', 24).replaceAll('\n', ',\n')}
};
`,
  ),
  bad(
    'hex-dump-in-tests',
    'internal/packet/capture_test.go',
    'encoded characters',
    `package packet

import "testing"

// A capture of a whole session, by tcpdump -x.
const capture = \`
${bytesOf(random.of('capture'), 2400, '', ' ', 16)}
\`

func TestDecodeCapture(t *testing.T) {
	packets, err := Decode(capture)
	if err != nil {
		t.Fatal(err)
	}
	if len(packets) != 31 {
		t.Errorf("%d packets, want 31", len(packets))
	}
}
`,
  ),
  bad(
    'hex-escapes-in-python',
    'samples/loader.py',
    'encoded characters',
    `import ctypes

code = (
${lines(90, () => `    b"${Array.from({ length: 16 }, () => `\\x${random.text('hex', 2)}`).join('')}"`)}
)


def load(buffer=code):
    area = ctypes.create_string_buffer(bytes(buffer), len(buffer))
    return ctypes.addressof(area)
`,
  ),
  bad(
    'hex-blobs-in-sql',
    'db/pictures.sql',
    'encoded lines characters',
    `CREATE TABLE pictures (id INTEGER PRIMARY KEY, name VARCHAR(40), data BLOB);

${different(random.of('blob-names'), 9, (from) => from.pick(nouns))
  .map((name, index) =>
    glued(
      `INSERT INTO pictures VALUES (${index + 1}, '${name}.png', X'89504E47`,
      `${random.of(name).text('upperHex', 2600)}');`,
    ),
  )
  .join('\n')}
`,
  ),
  bad(
    'hex-digest-of-image-in-go',
    'assets/favicon.go',
    'encoded lines characters',
    `package assets

import "encoding/hex"

// Favicon is the icon of the pages, as hexadecimal digits.
const Favicon = "${random.of('favicon').text('hex', 5600)}"

// Bytes returns the icon.
func Bytes() []byte {
	bytes, err := hex.DecodeString(Favicon)
	if err != nil {
		panic(err)
	}
	return bytes
}
`,
  ),
]

const unicode = (random: Random): readonly GoldCase[] => {
  const escaped = (from: Random, length: number): string =>
    Array.from({ length }, () => `\\u${(0x4e00 + from.int(0x4000)).toString(16)}`).join('')
  const names = different(random.of('names'), 40, (from) => `${from.pick(nouns)}.${from.pick(nouns)}`)
  return [
    bad(
      'unicode-java-properties',
      'src/main/resources/messages_zh_CN.properties',
      'encoded characters',
      `# Texts of the web application
${names.map((name) => `${name}=${escaped(random.of(name), 10 + random.int(8))}`).join('\n')}
`,
    ),
    bad(
      'unicode-in-javascript',
      'js/i18n/locale-ja.js',
      'encoded characters',
      `;(function (root) {
  root.locales = root.locales || {};
  root.locales.ja = {
${names
  .map((name) => `    ${snake(name.replace('.', '_'))}: "${escaped(random.of(`ja${name}`), 12 + random.int(9))}",`)
  .join('\n')}
  };
})(this);
`,
    ),
    bad(
      'unicode-in-json',
      'lang/ko.json',
      'encoded characters',
      `{
${names.map((name) => `  "${name}": "${escaped(random.of(`ko${name}`), 14)}"`).join(',\n')}
}
`,
    ),
    bad(
      'unicode-in-python',
      'data/stopwords.py',
      'encoded characters',
      `# -*- coding: ascii -*-
STOPWORDS = frozenset([
${names.map((name) => `    u"${escaped(random.of(`py${name}`), 9)}",`).join('\n')}
])


def is_stopword(word):
    return word in STOPWORDS
`,
    ),
  ]
}

export const hexadecimalAndUnicode = (random: Random): readonly GoldCase[] => [
  ...hexadecimal(random.of('hexadecimal')),
  ...unicode(random.of('unicode')),
]
