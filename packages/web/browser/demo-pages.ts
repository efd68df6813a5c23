import type { Client } from '@jackfield/sdk'
import type { Page } from 'playwright-core'

/** A page of the dashboard as the demo fills it, or a page with something opened on it. */
export interface DemoPage {
  /** Names the picture. */
  name: string
  /** The route it is of, as the router writes it. */
  route: string
  path: string
  /** Nobody is logged in. */
  anonymous?: true
  /** Opens what is to be seen. */
  open?(page: Page): Promise<unknown>
}

/** Every page of the dashboard, with what is in the demo's main account. @param client of the demo's owner */
export async function demoPages(client: Client): Promise<DemoPage[]> {
  const agents = (await client.agents.list()).items
  const agent = agents.find(({ name }) => name === 'Support triage') ?? agents[0]
  if (!agent) throw new Error('The demo has no agent.')
  return [
    ...entryPages,
    { name: 'jackfield', route: '/', path: '/' },
    ...jackfieldStates,
    ...connectorPages(),
    ...agentPages(agent.id),
    ...activityPages,
    ...settingsPages,
  ]
}

const entryPages: DemoPage[] = [
  { name: 'login', route: '/login', path: '/login', anonymous: true },
  { name: 'set-up', route: '/setup', path: '/setup?token=jf_setup_example', anonymous: true },
  {
    name: 'accept-invitation',
    route: '/accept-invitation',
    path: '/accept-invitation?token=jf_invite_example',
    anonymous: true,
  },
]

const jackfieldStates: DemoPage[] = [
  {
    name: 'jackfield-table',
    route: '/',
    path: '/',
    open: (page) => page.getByRole('button', { name: 'Table', exact: true }).click(),
  },
  {
    name: 'command-palette',
    route: '/',
    path: '/',
    open: dialogAfter((page) => page.keyboard.press('Control+k')),
  },
  { name: 'nothing-here', route: '/', path: '/no/such/page' },
]

function connectorPages(): DemoPage[] {
  const route = '/agents/connectors'
  const one = '/agents/connectors/$connector'
  return [
    { name: 'connectors', route, path: route },
    { name: 'connectors-native', route, path: `${route}?q=salesforce` },
    { name: 'connectors-denied', route, path: `${route}?denied=slack` },
    {
      name: 'connect-slack',
      route,
      path: `${route}?q=slack`,
      open: dialogAfter((page) => page.getByRole('button', { name: 'Connect Slack', exact: true }).click()),
    },
    {
      name: 'disconnect-github',
      route,
      path: `${route}?q=github`,
      open: dialogAfter((page) =>
        page.getByRole('button', { name: 'Disconnect GitHub', exact: true }).click(),
      ),
    },
    {
      name: 'connect-ai-tools',
      route,
      path: `${route}?q=leads`,
      open: dialogAfter((page) =>
        page
          .getByRole('button', { name: /Connect AI tools/ })
          .first()
          .click(),
      ),
    },
    { name: 'custom-connector', route: '/agents/connectors/custom', path: '/agents/connectors/custom' },
    { name: 'connector-app', route: one, path: '/agents/connectors/github' },
    { name: 'connector-reconnect', route: one, path: '/agents/connectors/zendesk' },
    { name: 'connector-area', route: one, path: '/agents/connectors/leads' },
    { name: 'connector-changed', route: one, path: '/agents/connectors/order-desk' },
    { name: 'connector-edit', route: `${one}/edit`, path: '/agents/connectors/order-desk/edit' },
  ]
}

function agentPages(agent: string): DemoPage[] {
  const tabs = ['settings', 'tools', 'endpoint', 'try', 'activity']
  return [
    { name: 'agents', route: '/agents', path: '/agents' },
    { name: 'templates', route: '/agents/templates', path: '/agents/templates' },
    {
      name: 'new-agent',
      route: '/agents',
      path: '/agents',
      open: dialogAfter((page) => page.getByRole('button', { name: 'New agent', exact: true }).click()),
    },
    {
      name: 'agent-try-form',
      route: '/agents/$agent/try',
      path: `/agents/${agent}/try?tool=intercom_search_contacts`,
    },
    ...tabs.map((tab) => ({
      name: `agent-${tab}`,
      route: `/agents/$agent/${tab}`,
      path: `/agents/${agent}/${tab}`,
    })),
  ]
}

const activityPages: DemoPage[] = [
  { name: 'activity', route: '/activity', path: '/activity' },
  { name: 'activity-charts', route: '/activity', path: '/activity?view=charts&range=30d' },
]

const settingsPages: DemoPage[] = ['account', 'members', 'keys', 'policies', 'oauth-apps', 'webhooks'].map(
  (tab) => ({
    name: `settings-${tab}`,
    route: `/settings/${tab}`,
    path: `/settings/${tab}`,
  }),
)

/** Presses what opens a dialog, whose code may have to come first, and waits for it. */
function dialogAfter(press: (page: Page) => Promise<unknown>): (page: Page) => Promise<void> {
  return async (page) => {
    await press(page)
    await page.getByRole('dialog').waitFor()
  }
}
