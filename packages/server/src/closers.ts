/** What is open, closed in the opposite order. */
export class Closers {
  readonly #open: (() => Promise<void> | void)[] = []

  add(close: () => Promise<void> | void): void {
    this.#open.push(close)
  }

  /** Closes everything, also when one of them fails; then throws what failed first. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (let close = this.#open.pop(); close; close = this.#open.pop()) {
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
