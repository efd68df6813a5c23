import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { queries } from './hub/queries.ts'
import { isLoggedOut, queryClient } from './hub/query-client.ts'
import { activitySearch } from './pages/activity/search.ts'
import { connectorsSearch } from './pages/connectors/search.ts'
import { entrySearch } from './pages/entry/search.ts'
import { jackfieldSearch } from './pages/jackfield/search.ts'
import { toolsSearch } from './pages/agent/search.ts'
import {
  FailedDashboard,
  FailedPage,
  MissingPage,
  PendingPage,
  PendingShell,
} from './shell/fallback-pages.tsx'

const root = createRootRoute({ notFoundComponent: MissingPage, errorComponent: FailedDashboard })

/** The pages for people who are not logged in. */
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: entrySearch,
  component: lazyRouteComponent(() => import('./pages/entry/login-page.tsx'), 'LoginPage'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: entrySearch,
  component: lazyRouteComponent(() => import('./pages/entry/set-up-page.tsx'), 'SetUpPage'),
})
const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  validateSearch: entrySearch,
  component: lazyRouteComponent(
    () => import('./pages/entry/accept-invitation-page.tsx'),
    'AcceptInvitationPage',
  ),
})

/** Everything else waits until it is known who asks. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  pendingComponent: PendingShell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(queries.me())
    } catch (error) {
      if (!isLoggedOut(error)) throw error
      throw redirect({ to: '/login', search: { return_to: location.href } })
    }
  },
})
const inShell = () => shell

const jackfield = createRoute({
  getParentRoute: inShell,
  path: '/',
  validateSearch: jackfieldSearch,
  component: lazyRouteComponent(() => import('./pages/jackfield/jackfield-page.tsx'), 'JackfieldPage'),
})

const connectors = createRoute({
  getParentRoute: inShell,
  path: '/agents/connectors',
  validateSearch: connectorsSearch,
  component: lazyRouteComponent(() => import('./pages/connectors/connectors-page.tsx'), 'ConnectorsPage'),
})
const addCustomConnector = createRoute({
  getParentRoute: inShell,
  path: '/agents/connectors/custom',
  component: lazyRouteComponent(() => import('./pages/custom-connector/add-page.tsx'), 'AddPage'),
})
const connector = createRoute({
  getParentRoute: inShell,
  path: '/agents/connectors/$connector',
  component: lazyRouteComponent(() => import('./pages/connector/connector-page.tsx'), 'ConnectorPage'),
})
const editCustomConnector = createRoute({
  getParentRoute: inShell,
  path: '/agents/connectors/$connector/edit',
  component: lazyRouteComponent(() => import('./pages/custom-connector/edit-page.tsx'), 'EditPage'),
})

const agents = createRoute({
  getParentRoute: inShell,
  path: '/agents',
  component: lazyRouteComponent(() => import('./pages/agents/agents-page.tsx'), 'AgentsPage'),
})
const templates = createRoute({
  getParentRoute: inShell,
  path: '/agents/templates',
  component: lazyRouteComponent(() => import('./pages/agents/templates-page.tsx'), 'TemplatesPage'),
})
const agent = createRoute({
  getParentRoute: inShell,
  path: '/agents/$agent',
  component: lazyRouteComponent(() => import('./pages/agent/agent-page.tsx'), 'AgentPage'),
})
const inAgent = () => agent
const agentIndex = createRoute({
  getParentRoute: inAgent,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/agents/$agent/settings', params, replace: true })
  },
})
const agentSettings = createRoute({
  getParentRoute: inAgent,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/agent/settings/settings-tab.tsx'), 'SettingsTab'),
})
const agentTools = createRoute({
  getParentRoute: inAgent,
  path: '/tools',
  validateSearch: toolsSearch,
  component: lazyRouteComponent(() => import('./pages/agent/tools/tools-tab.tsx'), 'ToolsTab'),
})
const agentEndpoint = createRoute({
  getParentRoute: inAgent,
  path: '/endpoint',
  component: lazyRouteComponent(() => import('./pages/agent/endpoint/endpoint-tab.tsx'), 'EndpointTab'),
})
const agentTry = createRoute({
  getParentRoute: inAgent,
  path: '/try',
  validateSearch: toolsSearch,
  component: lazyRouteComponent(() => import('./pages/agent/try/try-tab.tsx'), 'TryTab'),
})
const agentActivity = createRoute({
  getParentRoute: inAgent,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./pages/agent/activity/activity-tab.tsx'), 'ActivityTab'),
})

const activity = createRoute({
  getParentRoute: inShell,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./pages/activity/activity-page.tsx'), 'ActivityPage'),
})

const settings = createRoute({
  getParentRoute: inShell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})
const inSettings = () => settings
const settingsIndex = createRoute({
  getParentRoute: inSettings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/account', replace: true })
  },
})
const accountSettings = createRoute({
  getParentRoute: inSettings,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/settings/account/account-tab.tsx'), 'AccountTab'),
})
const members = createRoute({
  getParentRoute: inSettings,
  path: '/members',
  component: lazyRouteComponent(() => import('./pages/settings/members/members-tab.tsx'), 'MembersTab'),
})
const keys = createRoute({
  getParentRoute: inSettings,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/settings/keys/keys-tab.tsx'), 'KeysTab'),
})
const policies = createRoute({
  getParentRoute: inSettings,
  path: '/policies',
  component: lazyRouteComponent(() => import('./pages/settings/policies/policies-tab.tsx'), 'PoliciesTab'),
})
const oauthApps = createRoute({
  getParentRoute: inSettings,
  path: '/oauth-apps',
  component: lazyRouteComponent(
    () => import('./pages/settings/oauth-apps/oauth-apps-tab.tsx'),
    'OAuthAppsTab',
  ),
})
const webhooks = createRoute({
  getParentRoute: inSettings,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/settings/webhooks/webhooks-tab.tsx'), 'WebhooksTab'),
})

const tree = root.addChildren([
  login,
  setUp,
  acceptInvitation,
  shell.addChildren([
    jackfield,
    connectors,
    addCustomConnector,
    connector,
    editCustomConnector,
    agents,
    templates,
    agent.addChildren([agentIndex, agentSettings, agentTools, agentEndpoint, agentTry, agentActivity]),
    activity,
    settings.addChildren([settingsIndex, accountSettings, members, keys, policies, oauthApps, webhooks]),
  ]),
])

/** Every page of the dashboard, each loaded when somebody goes there. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
