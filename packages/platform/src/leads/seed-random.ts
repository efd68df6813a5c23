import { ulid } from 'ulid'

const DAY_MS = 86_400_000

/** Chance that repeats: the same seed gives the same sequence (mulberry32, public domain). */
export class SeededChance {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 up to 1. */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** Whether something happens that does so in this share of cases. */
  happens(share: number): boolean {
    return this.next() < share
  }

  /** A whole number from 0 up to `end`, which is left out. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** A moment between two others. */
  between(from: Date, to: Date): Date {
    return new Date(from.getTime() + this.next() * Math.max(to.getTime() - from.getTime(), 0))
  }

  daysAfter(from: Date, days: number): Date {
    return new Date(from.getTime() + days * DAY_MS)
  }

  id(noun: string, at: Date): string {
    return `${noun}_${ulid(at.getTime(), this.next).toLowerCase()}`
  }
}
