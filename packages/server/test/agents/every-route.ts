/** Things of an account, by id. */
export interface Ids {
  agent: string
  template: string
  key: string
  connector: string
}

/** One request on ids, and the least role that may make it. */
export interface RouteTry {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete'
  path: string
  body?: object
  role: 'viewer' | 'builder' | 'admin'
}

/** Every route of agents, templates, keys and policies that takes an id, used on these ids; what ends them last. */
export function everyRoute(ids: Ids): RouteTry[] {
  const agent = `/agents/${ids.agent}`
  const template = `/templates/${ids.template}`
  const rules = [{ connector: ids.connector, tool: '*', policy: 'block' }]
  return [
    { method: 'get', path: agent, role: 'viewer' },
    { method: 'get', path: `${agent}/keys`, role: 'admin' },
    { method: 'get', path: `${agent}/policies`, role: 'viewer' },
    { method: 'get', path: template, role: 'viewer' },
    { method: 'patch', path: agent, body: { version: 1, description: 'x' }, role: 'builder' },
    { method: 'put', path: `${agent}/toggles`, body: { version: 2, toggles: {} }, role: 'builder' },
    { method: 'post', path: `${agent}/toggles/reset`, role: 'builder' },
    { method: 'post', path: `${agent}/clone`, body: { name: `Clone of ${ids.agent}` }, role: 'builder' },
    { method: 'put', path: `${agent}/policies`, body: { rules }, role: 'builder' },
    { method: 'put', path: '/policies', body: { rules }, role: 'admin' },
    { method: 'post', path: `${agent}/keys`, body: { name: 'k' }, role: 'admin' },
    { method: 'post', path: `${agent}/keys/${ids.key}/rotate`, role: 'admin' },
    { method: 'delete', path: `${agent}/keys/${ids.key}`, role: 'admin' },
    { method: 'delete', path: agent, role: 'builder' },
    { method: 'patch', path: template, body: { version: 1, description: 'x' }, role: 'builder' },
    { method: 'delete', path: template, role: 'builder' },
  ]
}
