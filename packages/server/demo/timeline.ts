import { demoAgents, secondAgents, templateConnectors } from './agents.ts'
import { addServer, signInTo } from './connect.ts'
import { makeAgent, setTemplateConnectors } from './make-agents.ts'
import { logIn, people } from './people.ts'
import { askForConnectors, listenByWebhook, setAccountRules, setAgentRules } from './rules-and-wishes.ts'
import type { Stage, StoryChapter } from './story.ts'
import { breakServers, changeOrderDesk, loseZendesk, makeKeysAndInvite } from './troubles.ts'

/** When which app was connected; before that nobody could call it. */
const connected = { 42: ['hubspot', 'gmail'], 41: ['google-calendar', 'notion'], 40: ['zendesk', 'intercom'] }

/** Six weeks of the main account, from its second hour to yesterday; the second account within. */
export const timeline: StoryChapter[] = [
  chapter(42, '13:20', ({ cast }) => cast.admin.client.connectors.connectArea({ area: 'leads' })),
  ...Object.entries(connected).map(([daysAgo, slugs]) =>
    chapter(Number(daysAgo), '14:00', ({ browser, standIns }) => signInTo(browser, standIns, slugs)),
  ),
  chapter(41, '15:30', ({ cast, standIns }) => addServer(cast.admin.client, standIns, 'order-desk')),
  chapter(41, '15:50', setTemplates),
  ...demoAgents.map((agent) =>
    chapter(agent.daysAgo, '16:30', async ({ cast, accounts }) => {
      const { client } = cast[agent.madeBy]
      accounts[0]?.agents.push(await makeAgent(agent, client, cast.admin.client))
    }),
  ),
  chapter(36, '10:40', ({ cast, standIns }) => addServer(cast.admin.client, standIns, 'company-handbook')),
  chapter(33, '11:00', ({ browser, standIns }) => signInTo(browser, standIns, ['github', 'linear'])),
  chapter(24, '14:15', ({ cast, standIns }) => addServer(cast.admin.client, standIns, 'warehouse')),
  chapter(23, '08:50', ({ browser, standIns }) => signInTo(browser, standIns, ['google-sheets'])),
  chapter(20, '09:00', openSecondAccount),
  chapter(13, '10:15', setAccountRules),
  chapter(12, '17:05', setAgentRules),
  chapter(9, '09:45', listenByWebhook),
  chapter(6, '11:20', askForConnectors),
  chapter(4, '12:00', makeKeysAndInvite),
  chapter(3, '07:40', changeOrderDesk),
  chapter(2, '06:30', breakServers),
  chapter(1, '08:20', loseZendesk),
]

function chapter(daysAgo: number, clock: string, happens: StoryChapter['happens']): StoryChapter {
  return { daysAgo, clock, happens }
}

async function setTemplates({ cast }: Stage): Promise<void> {
  for (const [name, slugs] of Object.entries(templateConnectors))
    await setTemplateConnectors(cast.builder.client, name, slugs)
}

/** Smaller and younger than the main one. The browser is back in the main one afterwards. */
async function openSecondAccount(stage: Stage): Promise<void> {
  const { url, cast, browser, standIns, accounts } = stage
  const { id } = await cast.owner.client.account.create({ name: 'Northwind Labs' })
  const { client } = await logIn(url, people.owner, id)
  await client.connectors.connectArea({ area: 'leads' })
  await browser.client.session.switchAccount({ account_id: id })
  await signInTo(browser, standIns, ['github'])
  const [main] = accounts
  if (main) await browser.client.session.switchAccount({ account_id: main.id })
  const agents = []
  for (const agent of secondAgents) agents.push(await makeAgent(agent, client, client))
  accounts.push({ id, agents })
}
