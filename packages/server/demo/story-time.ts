import { setTimeout as sleep } from 'node:timers/promises'

const DAY_MS = 86_400_000
/** What is done in one go takes so many times as long in the story: people need a moment between two clicks. */
export const STRETCH = 150

/** After everything that is ever made. */
const endless = new Date('9999-01-01T00:00:00Z')

/** What was really done from `from` until `to` happens in the story from `told` on, and before `until`. */
export interface Chapter {
  from: Date
  to: Date
  told: Date
  until: Date
}

/**
 * The demo is made within seconds and tells of weeks: each chapter of the making has its place in the past.
 * Chapters are told in order of time.
 */
export class StoryTime {
  readonly now: Date
  readonly #begun: { from: Date; told: Date }[] = []

  constructor(now: Date) {
    this.now = now
  }

  /** The time of day, UTC, so many days before now. */
  moment(daysAgo: number, clock: string): Date {
    const day = new Date(this.now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10)
    return new Date(`${day}T${clock}:00.000Z`)
  }

  /** What is done from here on was done then. */
  async turnTo(daysAgo: number, clock: string): Promise<void> {
    // What was done in the same millisecond belongs to the chapter before.
    await sleep(2)
    this.#begun.push({ from: new Date(), told: this.moment(daysAgo, clock) })
  }

  /** All that were begun, the last one open to its end. */
  chapters(): Chapter[] {
    return this.#begun.map((begun, index) => {
      const next = this.#begun[index + 1]
      return { ...begun, to: next?.from ?? endless, until: next?.told ?? this.now }
    })
  }

  /** When in the story something happened; what was done before the first chapter happened at its beginning. */
  tell(at: Date): Date {
    const chapters = this.chapters()
    const chapter = chapters.findLast(({ from }) => from <= at) ?? chapters[0]
    if (!chapter) return at
    const after = Math.max(at.getTime() - chapter.from.getTime(), 0) * STRETCH
    return new Date(Math.min(chapter.told.getTime() + after, chapter.until.getTime() - 1))
  }
}
