// Who types: what an operator does with the log says who it was.
import { userInfo } from 'node:os'

export function operatorName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that no one has named.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
