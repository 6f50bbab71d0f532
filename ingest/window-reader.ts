// Random access for yauzl through one window of the file: a central directory is read in order, in pieces of some 50
// bytes, and a call of the system for each would cost a hundred times as much.
import { readSync } from 'node:fs'
import { RandomAccessReader } from 'yauzl'

const windowBytes = 262_144

/** A class because yauzl asks for one. The file belongs to whoever opened it and is not closed here. */
export class WindowReader extends RandomAccessReader {
  readonly #file: number
  readonly #window = Buffer.allocUnsafe(windowBytes)
  #start = 0
  #length = 0

  constructor(file: number) {
    super()
    this.#file = file
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead: number) => void,
  ): void {
    try {
      callback(null, this.#copy(buffer, offset, length, position))
    } catch (error) {
      callback(error instanceof Error ? error : new Error('the archive cannot be read'), 0)
    }
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }

  #copy(buffer: Buffer, offset: number, length: number, position: number): number {
    if (length > windowBytes) return readSync(this.#file, buffer, offset, length, position)
    if (position < this.#start || position + length > this.#start + this.#length) {
      this.#length = readSync(this.#file, this.#window, 0, windowBytes, position)
      this.#start = position
    }
    const given = Math.min(length, this.#start + this.#length - position)
    this.#window.copy(buffer, offset, position - this.#start, position - this.#start + given)
    return given
  }
}
