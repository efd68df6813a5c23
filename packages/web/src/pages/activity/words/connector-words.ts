import { count } from '../../../kit/words.tsx'
import { fieldWords } from './agent-words.ts'
import { fewOf } from './parts.ts'
import type { About, Part, Words } from './parts.ts'

function listed({ connector, list }: About): Part[] {
  const found = [
    ['new', list('added')],
    ['gone', list('missing')],
    ['back', list('returned')],
    ['no longer held back', list('released')],
  ] as const
  const changes = found
    .filter(([, tools]) => tools.length > 0)
    .map(([what, tools]) => `${count(tools.length, 'tool')} ${what}`)
  return ['asked ', connector, ' for its tools', changes.length > 0 ? `: ${changes.join(', ')}` : '']
}

/** `*` stands for every tool of a connector. */
function rule({ tool, connector, agent, hasAgent }: About): Part[] {
  const what: Part[] =
    tool === null || tool === '*' ? ['every tool of ', connector] : [{ code: tool }, ' of ', connector]
  return hasAgent ? [...what, ' for ', agent] : what
}

const request = (verb: string, after = '') =>
  (({ text }) => [`${verb} the request for `, { name: text('app') }, after]) satisfies Words[string]

/** Connectors, connections, the rules for tools, and what people wish for. */
export const connectorWords: Words = {
  'connection.connected': ({ connector, has }) => [
    'connected ',
    connector,
    has('again') || has('reason') ? ' again' : '',
  ],
  'connection.disconnected': ({ connector }) => ['disconnected ', connector],
  'connection.needs_reconnect': ({ connector }) => ['found that ', connector, ' needs to be reconnected'],
  'sign_in.denied': ({ connector }) => ['did not allow the sign-in to ', connector],
  'sign_in.failed': ({ connector }) => ['could not sign in to ', connector],
  'grant.revoked': ({ connector }) => ['took back the access to ', connector, ' at its side'],
  'grant.revocation_failed': ({ connector }) => [
    'could not take back the access to ',
    connector,
    ' at its side',
  ],
  'connector.added': ({ connector }) => ['added the connector ', connector],
  'connector.edited': ({ connector, list }) => [
    'changed the connector ',
    connector,
    list('fields').length > 0 ? `: ${fieldWords(list('fields'))}` : '',
  ],
  'connector.removed': ({ connector }) => ['removed the connector ', connector],
  'connector.tools_listed': listed,
  'connector.tools_held': ({ connector, list }) => [
    `held back ${count(list('held').length, 'changed tool')} of `,
    connector,
    ': ',
    { code: fewOf(list('held')) },
  ],
  'connector.tools_accepted': ({ connector, list }) => [
    `accepted ${count(list('accepted').length, 'changed tool')} of `,
    connector,
    ': ',
    { code: fewOf(list('accepted')) },
  ],
  'connector.tools_refused': ({ connector, list }) => [
    `refused ${count(list('refused').length, 'changed tool')} of `,
    connector,
    ': ',
    { code: fewOf(list('refused')) },
  ],
  'policy.set': (about) => [
    { allow: 'allowed ', ask: 'made people be asked for ', block: 'blocked ' }[about.text('policy')] ??
      'set a rule for ',
    ...rule(about),
  ],
  'policy.removed': (about) => ['removed the rule for ', ...rule(about)],
  'oauth_client.set': ({ connector }) => ['set the OAuth app of ', connector],
  'oauth_client.deleted': ({ connector }) => ['deleted the OAuth app of ', connector],
  'connector_request.created': ({ text }) => ['asked for a connector for ', { name: text('app') }],
  'connector_request.voted': ({ text }) => ['also wants a connector for ', { name: text('app') }],
  'connector_request.planned': request('marked', ' as planned'),
  'connector_request.shipped': request('marked', ' as shipped'),
  'connector_request.declined': request('declined'),
  'connector_request.reopened': request('opened', ' again'),
}
