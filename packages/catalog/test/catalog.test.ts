import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import mask from 'json-mask'
import { describe, expect, it } from 'vitest'
import { icons } from '../src/icons.ts'
import { apps } from '../src/index.ts'
import { categories, checkSettings, inputSchemaOf, plainRequest } from '../src/run.ts'
import type { App, Auth, OAuth2, Tool } from '../src/run.ts'
import { complaint } from './input-check.ts'
import { minimalInput } from './inputs.ts'
import type { Schema } from './plausible-values.ts'
import { senderOf } from './wire.ts'

const root = join(import.meta.dirname, '../../..')
const tools = apps.flatMap((app) => app.tools.map((tool) => ({ app, tool })))

describe('the catalog', () => {
  it('CAT-5: holds the twenty-six apps, in their order', () => {
    const ordered = {
      CRM: ['hubspot', 'pipedrive'],
      Email: ['gmail', 'mailchimp'],
      Docs: ['notion', 'google-drive', 'dropbox', 'onedrive', 'confluence'],
      Calendar: ['google-calendar', 'calendly'],
      Data: ['google-sheets', 'airtable'],
      Collaboration: ['slack', 'discord', 'microsoft-teams'],
      Projects: ['linear', 'jira', 'asana', 'trello', 'clickup', 'monday', 'github', 'gitlab'],
      Support: ['intercom', 'zendesk'],
    }
    expect(apps.map(({ slug }) => slug)).toEqual(Object.values(ordered).flat())
    expect(Object.groupBy(apps, ({ category }) => category)).toEqual(
      Object.fromEntries(
        Object.entries(ordered).map(([name, slugs]) => [
          name,
          slugs.map((slug) => expect.objectContaining({ slug })),
        ]),
      ),
    )
    expect(Object.keys(ordered)).toEqual([...categories])
  })

  it('CAT-4: has each position once', () => {
    expect(new Set(apps.map(({ position }) => position)).size).toBe(apps.length)
  })

  it('CAT-11: names the tools of Slack, Notion and GitHub that people know', () => {
    const named = new Map(tools.map(({ app, tool }) => [tool.name, app.slug]))
    for (const name of ['slack_list_channels', 'slack_send_message', 'slack_search_messages'])
      expect(named.get(name)).toBe('slack')
    for (const name of ['notion_search', 'notion_get_page', 'notion_create_page'])
      expect(named.get(name)).toBe('notion')
    for (const name of ['github_list_repos', 'github_search_issues']) expect(named.get(name)).toBe('github')
  })

  it('is generated from the files as they are', () => {
    const script = join(root, 'scripts/generate-catalog.mjs')
    expect(() =>
      execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8', stdio: 'pipe' }),
    ).not.toThrow()
  })

  it('has one file an app, of 80 to 250 lines', () => {
    const folder = join(import.meta.dirname, '../src/apps')
    const lines = readdirSync(folder).map((name) => ({
      name,
      lines: readFileSync(join(folder, name), 'utf8').split('\n').length - 1,
    }))
    expect(lines.map(({ name }) => name).toSorted()).toEqual(apps.map(({ slug }) => `${slug}.ts`).toSorted())
    expect(lines.filter((file) => file.lines < 80 || file.lines > 250)).toEqual([])
  })

  it('has no two tools of one name', () => {
    const names = tools.map(({ tool }) => tool.name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe.each(apps)('$slug', (app) => {
  it('CAT-10: says who it is', () => {
    expect(app.slug).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(app.color).toMatch(/^#[0-9a-f]{6}$/i)
    expect(app.about).toMatch(/^[A-Z].{10,150}\.$/)
    expect(app.docs).toMatch(/^https:\/\//)
    expect(app.tools.length).toBeGreaterThan(0)
  })

  it('has an icon that brings nothing in from elsewhere', () => {
    expect(icons[app.slug]).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[-\d. ]+">.+<\/svg>$/s,
    )
    expect(icons[app.slug]).not.toMatch(/<script|\son\w+=|currentColor|(href|src)="(?!#)|url\((?!['"]?#)/i)
  })

  it('has hosts, and no address that starts anywhere else', () => {
    for (const host of Object.values(app.hosts))
      expect(host).toMatch(/^(https:\/\/[^/]+(\/[^?#]*[^/?#])?|\{[a-z_]+\})$/)
    const names = Object.keys(app.hosts)
    for (const address of addressesOf(app)) expect(names).toContain(/^\{([a-z_]+)\}/.exec(address)?.[1])
    const paths = [app.api.whoami?.request.split(' ')[1] ?? '/', ...app.tools.map(({ path }) => path)]
    for (const path of paths)
      if (path.startsWith('{')) expect(names).toContain(/^\{([a-z_]+)\}/.exec(path)?.[1])
    for (const path of paths) expect(path).toMatch(/^(\/|\{|$)/)
  })

  it('says where to register or to find a key', () => {
    for (const auth of app.auth)
      expect(auth.kind === 'oauth2' ? auth.register : auth.where).toMatch(/^(https:\/\/|[A-Z])/)
  })

  it('asks only for what a person can say', () => {
    for (const setting of app.settings) {
      expect(setting.hint).not.toBe('')
      expect(() => new RegExp(setting.pattern)).not.toThrow()
    }
    const empty = Object.fromEntries(app.settings.map(({ name }) => [name, '']))
    const hostile = Object.fromEntries(app.settings.map(({ name }) => [name, 'evil.example/#']))
    if (app.settings.length > 0) expect(() => checkSettings(app, empty)).toThrow(/./)
    if (app.settings.length > 0) expect(() => checkSettings(app, hostile)).toThrow(/./)
  })

  it('asks who is connected at a host of its own', () => {
    const { whoami } = app.api
    if (!whoami) return
    const { url } = plainRequest(senderOf(app), whoami.request, whoami.body)
    const place = senderOf(
      app,
      Object.fromEntries(Object.keys(app.hosts).map((name) => [name, 'https://moved.invalid'])),
    )
    expect(new URL(url).protocol).toBe('https:')
    expect(plainRequest(place, whoami.request, whoami.body).url).toMatch(/^https:\/\/moved\.invalid\//)
    expect(whoami.label({})).toBeUndefined()
  })

  it('asks for each scope once, and for each that a tool needs', () => {
    const scopes = app.auth.filter(isOAuth).flatMap((auth) => [...auth.scopes.default, ...auth.scopes.more])
    for (const auth of app.auth.filter(isOAuth)) {
      const all = [...auth.scopes.default, ...auth.scopes.more]
      expect(new Set(all).size).toBe(all.length)
      for (const scope of all) expect(scope).toMatch(/^[\x21\x23-\x5B\x5D-\x7E]+$/)
    }
    for (const tool of app.tools)
      for (const needed of tool.scopes)
        expect(scopes, tool.name).toEqual(expect.arrayContaining([oneOf(scopes, needed)]))
  })
})

/** The alternative of `a|b` that can be asked for, else the whole. */
function oneOf(scopes: string[], needed: string): string {
  return needed.split('|').find((scope) => scopes.includes(scope)) ?? needed
}

describe.each(tools)('$tool.name', ({ app, tool }) => {
  const schema = inputSchemaOf(tool) as Schema

  it('is named after its app, and short enough for every model', () => {
    expect(tool.name).toMatch(/^[a-zA-Z0-9_-]{1,50}$/)
    expect(tool.name.startsWith(`${app.slug.replaceAll('-', '_')}_`)).toBe(true)
  })

  it('tells a model what it does and what each input is', () => {
    expect(tool.about).toMatch(/^[A-Z][^]{9,600}\S$/)
    expect(undescribed(schema, '')).toEqual([])
    for (const name of Object.keys(schema.properties ?? {}))
      expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/)
  })

  it('has a schema that compiles, and a mask', () => {
    expect(complaint(tool, minimalInput(app, tool))).toBeUndefined()
    expect(complaint(tool, { ...minimalInput(app, tool), 'not a field': 1 })).toMatch(/additional properties/)
    expect(() => mask({}, tool.returns ?? '*')).not.toThrow()
  })

  it('sends each path parameter that its address has, and no other', () => {
    const known = Object.keys({ ...app.hosts, ...senderOf(app).place.values })
    const named = [...`${app.api.base}${tool.path}`.matchAll(/\{([^}]+)\}/g)].map(([, name]) => String(name))
    const given = tool.fields.filter((field) => field.in === 'path').map((field) => field.wire)
    expect(named.filter((name) => !known.includes(name)).toSorted()).toEqual(given.toSorted())
  })

  it('changes nothing if it only reads', () => {
    expect(effects[tool.method] ?? tool.effect).toBe(tool.effect)
  })
})

/** Where the method alone says it. */
const effects: Record<string, Tool['effect']> = { GET: 'read', DELETE: 'destructive' }

/** The properties without a description, at any depth. */
function undescribed(schema: Schema & { description?: string }, at: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const here = `${at}/${name}`
    const inner = [property, property.items ?? {}, ...(property.anyOf ?? [])].flatMap((one) =>
      undescribed(one, here),
    )
    return 'description' in property ? inner : [here, ...inner]
  })
}

function addressesOf(app: App): string[] {
  const grant = { clientId: 'i', clientSecret: 's', accessToken: 'a', refreshToken: 'r' }
  return [
    app.api.base,
    ...app.auth.flatMap((auth) => auth.base ?? []),
    ...app.auth
      .filter(isOAuth)
      .flatMap((auth) => [
        auth.authorize,
        auth.token,
        ...(auth.revoke ? [auth.revoke(grant).url] : []),
        ...(auth.lookUp ? [auth.lookUp.request.split(' ')[1] ?? ''] : []),
      ]),
  ]
}

function isOAuth(auth: Auth): auth is OAuth2 {
  return auth.kind === 'oauth2'
}
