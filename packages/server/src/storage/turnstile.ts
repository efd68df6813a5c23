/** Lets one task pass at a time, in order of arrival. */
export class Turnstile {
  #last: Promise<unknown> = Promise.resolve()
  #inside = 0

  /** Whether nothing runs and nothing waits. */
  get free(): boolean {
    return this.#inside === 0
  }

  /** Runs the task when those before it have ended, however they ended. */
  pass<T>(task: () => Promise<T>): Promise<T> {
    this.#inside++
    const result = this.#last.then(task).finally(() => this.#inside--)
    this.#last = result.catch(() => undefined)
    return result
  }
}
