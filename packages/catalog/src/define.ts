import type { Api, App, Auth, Category, Setting } from './app.ts'
import type { NamelessTool } from './tools.ts'

export { CatalogError } from './app.ts'
export type { App, Json, Paging, ProviderAnswer, ToolFailure } from './app.ts'
export { at, textAt } from './at.ts'
export { apiKey, basic, oauth2, revocation } from './auth.ts'
export {
  any,
  as,
  choice,
  commaList,
  date,
  either,
  flag,
  integer,
  list,
  moment,
  number,
  object,
  record,
  text,
} from './fields.ts'
export { messageIn } from './failure.ts'
export { cursor, linkHeader, linkInBody, numbered, offset } from './paging.ts'
export { atlassian } from './providers/atlassian.ts'
export { google } from './providers/google.ts'
export { internetMessage, mailbox } from './providers/internet-message.ts'
export { microsoft } from './providers/microsoft.ts'
export { destructive, graph, read, write } from './tools.ts'

interface AppSpec {
  slug: string
  name: string
  category: Category
  position: number
  color: string
  about: string
  docs: string
  icon: string
  hosts: Record<string, string>
  settings?: Setting[]
  auth: [Auth, ...Auth[]]
  api: Required<Pick<Api, 'base' | 'whoami'>> & Partial<Api>
  tools: Record<string, NamelessTool>
}

/** Describes an app: see `App` for what each part means, and any file of `apps/` for how it reads. */
export function defineApp({ settings = [], api, tools, ...spec }: AppSpec): App {
  return {
    ...spec,
    settings,
    api: { headers: {}, lists: 'repeat', ...api },
    tools: Object.entries(tools).map(([name, { ownPaging, ...tool }]) => {
      const paging = ownPaging === undefined ? api.paging : ownPaging
      const hasPages = paging && tool.fields.some((field) => field.input === paging.input)
      return { name, ...tool, ...(hasPages ? { paging } : {}) }
    }),
  }
}
