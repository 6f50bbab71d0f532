// What a host is: a body of code that a notice is put into.
import type { Style } from './comment.ts'

export type Host = {
  readonly path: string
  /** What has to stand first in the file: a shebang, an XML declaration. */
  readonly opening?: string
  readonly styles: readonly [Style, ...Style[]]
  /** Code with `@thing@` to be filled in; a line `%%%` is where the imports end. */
  readonly body: string
}

export type HostTable = Readonly<Record<string, Host>>
