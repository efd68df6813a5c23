import type { Client } from '@jackfield/sdk'
import type { Page } from 'playwright-core'
import type { DemoPage } from '../browser/demo-pages.ts'

/** A page with something open on it that no picture is taken of. */
export interface OpenState extends DemoPage {
  /** Opened in a window so wide, for what is only there on a phone. */
  width?: number
}

const press = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .click()

const then =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page)
  }

const choose = (name: string) => (page: Page) => page.getByRole('menuitem', { name, exact: true }).click()

const type = (label: string | RegExp, text: string) => (page: Page) =>
  page.getByRole('textbox', { name: label }).first().fill(text)

const see = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor()

/** Menus, dialogs, opened rows and forms with errors, on the pages of the demo. @param client of its owner */
export async function openStates(client: Client): Promise<OpenState[]> {
  const agents = (await client.agents.list()).items
  const agent = agents.find(({ name }) => name === 'Support triage')?.id ?? ''
  return [
    ...shellStates,
    ...entryStates,
    ...connectorStates,
    ...agentStates(agent),
    ...activityStates,
    ...settingsStates,
  ]
}

const shellStates: OpenState[] = [
  { name: 'account menu', route: '/', path: '/', open: press(/^Account:/) },
  { name: 'person menu', route: '/', path: '/', open: press(/^M Mara|^Mara/) },
  {
    name: 'new account',
    route: '/',
    path: '/',
    open: then(press(/^Account:/), choose('New account')),
  },
  { name: 'menu of a phone', route: '/', path: '/', width: 390, open: press('Menu') },
]

const entryStates: OpenState[] = [
  {
    name: 'login refused',
    route: '/login',
    path: '/login',
    anonymous: true,
    open: then(
      type('E-mail', 'nobody@example.com'),
      (page) => page.getByLabel('Password', { exact: true }).fill('a wrong password'),
      press('Log in'),
      see('The e-mail address or the password is wrong.'),
    ),
  },
  { name: 'set-up without token', route: '/setup', path: '/setup', anonymous: true },
]

const grid = { route: '/agents/connectors', path: '/agents/connectors' }
const one = '/agents/connectors/$connector'

const connectorStates: OpenState[] = [
  { name: 'connect with a key', ...grid, open: press('Connect Discord') },
  { name: 'request a connector', ...grid, open: press('Request a connector') },
  { name: 'nothing found', ...grid, path: '/agents/connectors?q=no+such+app' },
  {
    name: 'a tool of a connector',
    route: one,
    path: '/agents/connectors/github',
    open: (page) =>
      page
        .getByRole('main')
        .locator('button[aria-expanded=false]', { has: page.locator('code') })
        .first()
        .click(),
  },
  { name: 'connector that needs a sign-in', route: one, path: '/agents/connectors/zendesk' },
  { name: 'connector that cannot be reached', route: one, path: '/agents/connectors/warehouse' },
  { name: 'no such connector', route: one, path: '/agents/connectors/no-such' },
  {
    name: 'edit a custom connector',
    route: `${one}/edit`,
    path: '/agents/connectors/order-desk/edit',
    open: press('Add a header'),
  },
  {
    name: 'custom connector with errors',
    route: '/agents/connectors/custom',
    path: '/agents/connectors/custom',
    open: then(
      type('Name', '!!!'),
      type('MCP server URL', 'ftp://example.com'),
      press('Add a header'),
      (page) => page.keyboard.press('Tab'),
      see('Must start with http:// or https://'),
    ),
  },
]

function agentStates(agent: string): OpenState[] {
  const on = (tab: string) => ({ route: `/agents/$agent/${tab}`, path: `/agents/${agent}/${tab}` })
  const list = { route: '/agents', path: '/agents' }
  return [
    { name: 'menu of an agent', ...list, open: press('More on Support triage') },
    { name: 'delete agent', ...list, open: then(press('More on Support triage'), choose('Delete')) },
    { name: 'clone agent', ...on('settings'), open: then(press('More on Support triage'), choose('Clone')) },
    { name: 'unsaved changes', ...on('settings'), open: type('Name', 'Another name') },
    { name: 'change template', ...on('settings'), open: press('Change template') },
    { name: 'why not here', ...on('tools'), open: press("Why isn't it here?") },
    {
      name: 'tools chosen',
      ...on('tools'),
      open: (page) => page.getByRole('checkbox').first().click(),
    },
    { name: 'edit template', route: '/agents/templates', path: '/agents/templates', open: press(/^Edit/) },
    { name: 'key of an agent', ...on('endpoint'), open: press('Create a key') },
    {
      name: 'result of a tool',
      ...on('try'),
      path: `/agents/${agent}/try?tool=order-desk__find_order`,
      open: then(type(/^Order/i, 'A-10482'), press('Run order-desk__find_order'), see(/shipped/)),
    },
    { name: 'no such agent', ...on('settings'), path: '/agents/no-such/settings' },
  ]
}

const activityStates: OpenState[] = [
  {
    name: 'an event',
    route: '/activity',
    path: '/activity?kind=call',
    open: (page) => page.getByRole('main').locator('a:has(time)').first().click(),
  },
  { name: 'no event', route: '/activity', path: '/activity?tool=no_such_tool' },
  { name: 'export', route: '/activity', path: '/activity', open: press('Export') },
  { name: 'verify', route: '/activity', path: '/activity', open: press('Verify the chain') },
]

const settings = (tab: string) => ({ route: `/settings/${tab}`, path: `/settings/${tab}` })

const settingsStates: OpenState[] = [
  { name: 'invite', ...settings('members'), open: press('Invite somebody') },
  {
    name: 'invited',
    ...settings('members'),
    open: then(
      press('Invite somebody'),
      type('E-mail', 'ines@example.com'),
      press('Make the link'),
      see('I have copied it'),
    ),
  },
  { name: 'new key', ...settings('keys'), open: press('Create API key') },
  {
    name: 'secret of a new key',
    ...settings('keys'),
    open: then(press('Create API key'), type('Name', 'For a look'), createKey, see('For a look is made')),
  },
  { name: 'webhook', ...settings('webhooks'), open: press('Add a webhook') },
  { name: 'policy rule', ...settings('policies'), open: press('Add a rule') },
  { name: 'OAuth app', ...settings('oauth-apps'), open: press(/OAuth app of GitHub$/) },
  { name: 'delete account', ...settings('account'), open: press('Delete account') },
]

function createKey(page: Page): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: 'Create API key', exact: true }).click()
}
