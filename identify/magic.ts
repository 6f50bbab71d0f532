// The first bytes that name a file format. Only formats that are never source text, so that a hit is proof enough.

export type Magic = {
  readonly name: string
  /** Bytes as Latin-1 text. */
  readonly bytes: string
  readonly offset: number
  /** True for a container of files or one compressed file: inside an archive it would be a nested archive. */
  readonly archive: boolean
  /** Set where ingest reads the format. */
  readonly format?: 'zip' | 'tar' | 'gzip'
}

const file = (name: string, bytes: string, offset = 0): Magic => ({ name, bytes, offset, archive: false })
const archive = (name: string, bytes: string, offset = 0): Magic => ({ name, bytes, offset, archive: true })
const read = (format: 'zip' | 'tar' | 'gzip', bytes: string, offset = 0): Magic => ({
  name: `a ${format} archive`,
  bytes,
  offset,
  archive: true,
  format,
})

export const magics: readonly Magic[] = [
  read('zip', 'PK\x03\x04'),
  read('zip', 'PK\x05\x06'),
  read('gzip', '\x1f\x8b'),
  archive('an xz file', '\xfd7zXZ\x00'),
  archive('a 7z archive', '7z\xbc\xaf\x27\x1c'),
  archive('a zstd file', '\x28\xb5\x2f\xfd'),
  archive('a RAR archive', 'Rar!\x1a\x07'),
  read('tar', 'ustar', 257),
  archive('a compress file', '\x1f\x9d'),
  archive('an lz4 file', '\x04\x22\x4d\x18'),
  archive('a lzip file', 'LZIP\x01'),
  archive('an ar archive', '!<arch>\n'),
  archive('a cabinet archive', 'MSCF\x00'),
  file('a PNG image', '\x89PNG\r\n\x1a\n'),
  file('a JPEG image', '\xff\xd8\xff'),
  file('a GIF image', 'GIF87a'),
  file('a GIF image', 'GIF89a'),
  file('a PDF document', '%PDF-'),
  file('an ELF program', '\x7fELF'),
  file('a Mach-O program', '\xcf\xfa\xed\xfe'),
  file('a Mach-O program', '\xce\xfa\xed\xfe'),
  file('a Java class', '\xca\xfe\xba\xbe'),
  file('a WebAssembly module', '\x00asm'),
  file('LLVM bitcode', 'BC\xc0\xde'),
  file('an SQLite database', 'SQLite format 3\x00'),
  file('an OLE document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  file('an Ogg stream', 'OggS\x00'),
  file('a FLAC stream', 'fLaC\x00'),
  file('a WOFF font', 'wOFF\x00'),
  file('a WOFF2 font', 'wOF2\x00'),
  file('an OpenType font', 'OTTO\x00'),
  file('an icon', '\x00\x00\x01\x00'),
  file('a git pack', 'PACK\x00\x00\x00\x02'),
  file('a NumPy array', '\x93NUMPY'),
  file('an HDF5 file', '\x89HDF\r\n\x1a\n'),
]

/** A bzip2 file's magic is three letters, so the block's own magic is asked for too. */
const bzip2 = archive('a bzip2 file', 'BZh')
const bzip2Block = '1AY&SY'

const longest = 263

/** The format whose magic number these bytes begin with, or null. */
export function magicOf(content: Buffer): Magic | null {
  const head = content.toString('latin1', 0, Math.min(longest, content.length))
  if (head.startsWith(bzip2.bytes) && head.startsWith(bzip2Block, 4)) return bzip2
  for (const magic of magics) if (head.startsWith(magic.bytes, magic.offset)) return magic
  return null
}
