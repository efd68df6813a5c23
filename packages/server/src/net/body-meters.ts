/** Counts a body as it arrives. `add` gives what is over its limit, in words, or `undefined`. */
export interface BodyMeter {
  add(chunk: Uint8Array): string | undefined
}

/** An ordinary body: all bytes count. */
export class SizeMeter implements BodyMeter {
  readonly #limit: number
  readonly #what: string
  #bytes = 0

  /** `limit` in bytes, 0 for none; `what` names the thing in the message. */
  constructor(limit: number, what: string) {
    this.#limit = limit
    this.#what = what
  }

  add(chunk: Uint8Array): string | undefined {
    this.#bytes += chunk.byteLength
    return this.#limit > 0 && this.#bytes > this.#limit
      ? `${this.#what} of more than ${this.#limit} bytes`
      : undefined
  }
}

const LF = 0x0a
const CR = 0x0d

/**
 * An event stream: the bytes since the last blank line count, because a reader has to hold that much before it can
 * hand out an event. Lines end in LF, CR or CRLF (WHATWG HTML, section 9.2.5).
 */
export class EventMeter implements BodyMeter {
  readonly #limit: number
  readonly #stream: SizeMeter
  #bytes = 0
  #lineIsEmpty = true
  #afterCr = false

  constructor(maxEvent: number, maxStream: number) {
    this.#limit = maxEvent
    this.#stream = new SizeMeter(maxStream, 'an event stream')
  }

  add(chunk: Uint8Array): string | undefined {
    if (this.#limit > 0) {
      for (const byte of chunk) {
        this.#count(byte)
        if (this.#bytes > this.#limit) return `an event of more than ${this.#limit} bytes`
      }
    }
    return this.#stream.add(chunk)
  }

  #count(byte: number): void {
    const secondOfCrLf = byte === LF && this.#afterCr
    this.#afterCr = byte === CR
    if (secondOfCrLf) return
    this.#bytes++
    if (byte !== LF && byte !== CR) {
      this.#lineIsEmpty = false
      return
    }
    if (this.#lineIsEmpty) this.#bytes = 0
    this.#lineIsEmpty = true
  }
}
