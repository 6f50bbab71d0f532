// Every reason for which a path is skipped: a closed list of permanent codes, from which the docs are made.

export const reasons = {
  'file.empty': 'The file has no bytes.',
  'file.too-large': 'The file is larger than 1 MiB (1,048,576 bytes).',
  'file.binary': 'The bytes are not text: a magic number, a NUL byte, or too many control characters.',
  'file.repetitive': 'The file is little but repetition: it compresses more than fiftyfold.',
  'file.lfs-pointer': 'The file is a Git LFS or git-annex pointer to content kept elsewhere.',
  'file.unreadable': 'The file or folder could not be opened or read.',
  'file.changed': 'The file changed between the listing and the reading.',
  'encoding.utf16': 'The text is UTF-16.',
  'encoding.utf32': 'The text is UTF-32.',
  'encoding.latin1': 'The text is in Latin-1 or another one-byte encoding.',
  'encoding.invalid': 'The text is in no encoding that was recognised: bytes above 0x7f do not form UTF-8.',
  'entry.symlink': 'The path is a symbolic link; links are never followed.',
  'entry.submodule': 'The path is a git submodule: another repository.',
  'entry.type': 'The path is neither a file nor a folder: a hard link, device, pipe, socket or unknown type.',
  'path.unsafe': 'The path is absolute, climbs, or has bytes that are invalid, invisible, or not printable.',
  'path.duplicate': 'The archive holds this path a second time; the first is the one that counts.',
  'archive.bomb': 'The archive expands beyond its bounds, or its entries overlap.',
  'archive.corrupt': 'The archive is damaged here; what stands before the damage was read.',
  'archive.unsupported': 'The entry is compressed in a way that is not read.',
  'archive.encrypted': 'The entry is encrypted.',
  'archive.depth': 'The entry is itself an archive; archives inside archives are not opened.',
  'archive.entries': 'The archive has more entries than are read; the rest was left out.',
  'repository.entries': 'The directory or tree has more paths than are read; the rest was left out.',
  'repository.opt-out': 'The repository states that it must not be trained on.',
} as const satisfies Readonly<Record<string, string>>

export type ReasonCode = keyof typeof reasons

/** Reasons that mean that a part of the input was not seen at all: an ingest that meets one is partial (exit 3). */
export const partialReasons: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'archive.bomb',
  'archive.corrupt',
  'archive.entries',
  'repository.entries',
  'file.unreadable',
  'file.changed',
])
