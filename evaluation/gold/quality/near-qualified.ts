// Short files of ordinary code in which one qualified name stands in most lines: that is what the file is about.
import { type Body, file } from './kit.ts'

export const nearQualified: readonly Body[] = [
  {
    family: 'near-repetition-member',
    path: 'src/renderer/memo.js',
    near: 'repetition',
    text: file`
/** What was worked out for an object, kept as long as the object is. */
export class Memo {
  constructor() {
    this.entries = new WeakMap()
  }

  get(object) {
    let entry = this.entries.get(object)
    if (entry === undefined) {
      entry = {}
      this.entries.set(object, entry)
    }
    return entry
  }

  remove(object) {
    const entry = this.entries.get(object)
    if (entry !== undefined) this.entries.delete(object)
    return entry ?? null
  }

  has(object) {
    return this.entries.has(object)
  }

  clear() {
    this.entries = new WeakMap()
  }
}
`,
  },
  {
    family: 'near-repetition-path-of-a-type',
    path: 'src/interop/quaternion.rs',
    near: 'repetition',
    text: file`
use crate::base::Scalar;
use crate::geometry::Quaternion;

impl<T: Scalar> From<mint::Quaternion<T>> for Quaternion<T> {
    fn from(q: mint::Quaternion<T>) -> Self {
        Self::new(q.s, q.v.x, q.v.y, q.v.z)
    }
}

impl<T: Scalar> From<Quaternion<T>> for mint::Quaternion<T> {
    fn from(q: Quaternion<T>) -> mint::Quaternion<T> {
        let [x, y, z, w] = q.coords();
        mint::Quaternion { v: mint::Vector3 { x, y, z }, s: w }
    }
}
`,
  },
  {
    family: 'near-repetition-interpolated-name',
    path: 'scss/_popover.scss',
    near: 'repetition',
    text: file`
.popover {
  --#{$prefix}popover-zindex: #{$zindex-popover};
  --#{$prefix}popover-max-width: #{$popover-max-width};
  --#{$prefix}popover-bg: #{$popover-bg};
  --#{$prefix}popover-radius: #{$popover-radius};

  z-index: var(--#{$prefix}popover-zindex);
  display: block;
  max-width: var(--#{$prefix}popover-max-width);
  word-wrap: break-word;
  background-color: var(--#{$prefix}popover-bg);
  background-clip: padding-box;
  border-radius: var(--#{$prefix}popover-radius);

  &.fade {
    opacity: 0;
    transition: opacity 0.15s linear;
  }
}
`,
  },
  {
    family: 'near-repetition-wrapped-file',
    path: 'files/proxy.py',
    near: 'repetition',
    text: file`
class FileProxy:
    """Hands on to a file what is asked of it, so that a file may be kept open behind another object."""

    encoding = property(lambda self: self.file.encoding)
    fileno = property(lambda self: self.file.fileno)
    flush = property(lambda self: self.file.flush)
    newlines = property(lambda self: self.file.newlines)
    seek = property(lambda self: self.file.seek)
    tell = property(lambda self: self.file.tell)

    @property
    def closed(self):
        return not self.file or self.file.closed

    def readable(self):
        if self.closed:
            return False
        mode = getattr(self.file, "mode", "r")
        return "r" in mode or "+" in mode

    def __iter__(self):
        return iter(self.file)
`,
  },
  {
    family: 'near-repetition-typed-promise',
    path: 'utils/deferred.ts',
    near: 'repetition',
    text: file`
export type Deferred<value> = {
  promise: Promise<value>
  resolve: (value: value | PromiseLike<value>) => void
  reject: (reason?: unknown) => void
}

/** A promise with what settles it, for where both are not in one place. */
export function deferred<value>(): Deferred<value> {
  let resolve: Deferred<value>['resolve'] = () => undefined
  let reject: Deferred<value>['reject'] = () => undefined
  const promise = new Promise<value>((onValue, onReason) => {
    resolve = onValue
    reject = onReason
  })
  return { promise, resolve, reject }
}
`,
  },
]
