import type { Browser } from '../tour/browser.ts'
import type { MadeAgent } from './make-agents.ts'
import type { Cast } from './people.ts'
import type { StandIns } from './stand-ins.ts'
import type { StoryTime } from './story-time.ts'
import { timeline } from './timeline.ts'

/** Where the story happens, and what has come of it so far. */
export interface Stage {
  url: string
  standIns: StandIns
  /** The owner's. */
  browser: Browser
  cast: Cast
  /** Each account with its agents; the main one first. */
  accounts: { id: string; agents: MadeAgent[] }[]
}

/** Something that people do, so many days ago at a time of day (UTC). */
export interface StoryChapter {
  daysAgo: number
  clock: string
  happens(stage: Stage): Promise<unknown>
}

/** Lets everything happen in the order of the story, by what its people do in the API. */
export async function tellStory(stage: Stage, time: StoryTime): Promise<void> {
  const inOrder = timeline.toSorted(
    (one, other) => other.daysAgo - one.daysAgo || one.clock.localeCompare(other.clock),
  )
  for (const { daysAgo, clock, happens } of inOrder) {
    await time.turnTo(daysAgo, clock)
    await happens(stage)
  }
}
