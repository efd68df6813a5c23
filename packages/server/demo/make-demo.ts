import { seedLeads } from '@jackfield/platform'
import type { Hub } from '../src/app.ts'
import { openBrowser } from '../tour/browser.ts'
import { pastCalls } from './past/past-calls.ts'
import { readKnown } from './past/read-known.ts'
import { demoPassword, invitePeople, logIn, people, setUpOwner } from './people.ts'
import { noteLastUse, retellTimes } from './retell.ts'
import { rewriteAudit } from './rewrite-audit.ts'
import type { StandIns } from './stand-ins.ts'
import type { Stage } from './story.ts'
import { tellStory } from './story.ts'
import { StoryTime } from './story-time.ts'

export interface MakeDemo {
  url: string
  hub: Hub
  /** Of the set-up link. */
  token: string
  standIns: StandIns
  /** In the main account, about. */
  calls: number
}

/** How many leads each account has, the main one first. */
const LEADS = [600, 60]
/** Of the main account's calls the second has this share. */
const SECOND_SHARE = 1 / 40

/** Fills a new hub: its people do in seconds what the demo tells of six weeks, and then it is moved to the past. */
export async function makeDemo({ url, hub, token, standIns, calls }: MakeDemo): Promise<void> {
  const time = new StoryTime(new Date())
  await time.turnTo(42, '09:05')
  const owner = await setUpOwner(url, token, 'Acme Support')
  await owner.client.account.update({ time_zone: 'Europe/Berlin' })
  const cast = await invitePeople(url, owner)
  const browser = await openBrowser({ url, admin: { email: people.owner.email, password: demoPassword } })
  const { account } = await owner.client.session.get()
  const stage: Stage = { url, standIns, browser, cast, accounts: [{ id: account.id, agents: [] }] }
  await tellStory(stage, time)
  await moveToThePast(stage, hub, time, calls)
}

async function moveToThePast(stage: Stage, hub: Hub, time: StoryTime, calls: number): Promise<void> {
  const { database } = hub.services
  for (const [index, { id, agents }] of stage.accounts.entries()) {
    const { client } = await logIn(stage.url, people.owner, id)
    await seedLeads({
      db: database.db.withTables(),
      accountId: id,
      now: time.now,
      count: LEADS[index] ?? 0,
      seed: index + 1,
    })
    const known = await readKnown(database, id)
    const past = await pastCalls(client, agents, known, time, index === 0 ? calls : calls * SECOND_SHARE)
    await database.db.transaction().execute((tx) => rewriteAudit(tx, id, time, past))
    await noteLastUse(database.db, id)
  }
  await database.db.transaction().execute((tx) => retellTimes(tx, time))
}
