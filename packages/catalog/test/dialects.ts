interface Dialect {
  app: string
  from: RegExp
  to: string
  why: string
}

/** Where a provider's description writes an address otherwise than its documentation, which our tools follow. */
const dialects: Dialect[] = [
  {
    app: 'jira',
    from: /^https:\/\/api\.atlassian\.com\/ex\/jira\/[^/]+/,
    to: 'https://{your-domain}.atlassian.net',
    why: 'With OAuth a site is reached through api.atlassian.com by its cloud id.',
  },
  {
    app: 'onedrive',
    from: /\/me\/drive\/root\/search\(/,
    to: '/drives/me/items/root/microsoft.graph.search(',
    why: 'The description has the long OData form of a function.',
  },
  {
    app: 'onedrive',
    from: /\/me\/drive\/items\/([^/:]+):\/[^/]+:\/content$/,
    to: '/drives/me/items/$1/content',
    why: 'A new file is addressed by its folder and name; the description has the form with an id only.',
  },
  {
    app: 'onedrive',
    from: /\/me\/drive\/items\/([^/]+)\/createLink$/,
    to: '/drives/me/items/$1/microsoft.graph.createLink',
    why: 'The description has the long OData form of an action.',
  },
  {
    app: 'onedrive',
    from: /\/me\/drive\//,
    to: '/drives/me/',
    why: "A person's own drive is /me/drive; the description names a drive by its id.",
  },
  {
    app: 'microsoft-teams',
    from: /\/search\/query$/,
    to: '/search/microsoft.graph.query',
    why: 'The description has the long OData form of an action.',
  },
]
const used = new Set<Dialect>()

/** The address as the app's description would write it. */
export function spokenOtherwise(app: string, address: string): string {
  const found = dialects.find((one) => one.app === app && one.from.test(address))
  if (!found) return address
  used.add(found)
  return address.replace(found.from, found.to)
}

/** What was never needed, by its reason. */
export function unusedDialects(): string[] {
  return dialects.filter((one) => !used.has(one)).map(({ app, why }) => `${app}: ${why}`)
}
