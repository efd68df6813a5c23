import MiniSearch from 'minisearch'
import { z } from 'zod'
import { paged, tool } from '../area.ts'
import { text } from '../fields.ts'
import { docsPages } from './library.ts'
import type { DocsPage, DocsPart } from './library.ts'

/** Characters of an excerpt, and how many of them stand before the first word that was found. */
const EXCERPT = { length: 280, lead: 60 }

const Hit = z.object({
  page_id: z.string().describe('For read_docs_page.'),
  title: z.string().describe('Of the page.'),
  section: z.string(),
  heading: z.string().nullable().describe('The part of the page; null for its beginning.'),
  excerpt: z.string(),
})

export const searchDocs = tool('search_docs', {
  risk: 'read',
  about:
    'Search the documentation of this hub: what the Sales Platform can do, channels, integrations (connectors, custom MCP servers, toggles, policies), knowledge bases, leads. Use it for questions about how something works or is set up, not for data of the account. Best matches first; read the page before you answer from it.',
  input: { query: text('A few words, in English.', 300).meta({ examples: ['connect a custom MCP server'] }) },
  output: paged(Hit),
  run: async ({ input: { query, limit, offset } }) => {
    const found = index().search(query)
    const items = found.slice(offset, offset + limit + 1).flatMap(({ id, terms }) => {
      const entry = entries[id as number]
      return entry ? [hitOf(entry, terms)] : []
    })
    return { items, total: async () => found.length }
  },
})

/** A part of a page, as it is searched: hits lead to the part and not only to the page. */
interface Entry {
  page: DocsPage
  part: DocsPart
}

const entries: readonly Entry[] = docsPages.flatMap((page) => page.parts.map((part) => ({ page, part })))

/** Words that stand in every question and say nothing about what it is. */
const empty = new Set(
  'a about an and are as at be by can do does for from get has have how i in is it me my of on or our that the their there they this to use was we what when where which who why will with you your'.split(
    ' ',
  ),
)

let opened: MiniSearch | undefined

/** Made at the first search: most processes are never asked. */
function index(): MiniSearch {
  return (opened ??= openIndex())
}

function openIndex(): MiniSearch {
  const search = new MiniSearch({
    fields: ['title', 'heading', 'text'],
    processTerm: (term) => (empty.has(term.toLowerCase()) ? null : term.toLowerCase()),
    searchOptions: {
      boost: { title: 3, heading: 2 },
      // Short words have too many neighbours.
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  })
  search.addAll(
    entries.map(({ page, part }, id) => ({ id, title: page.title, heading: part.heading, text: part.text })),
  )
  return search
}

function hitOf({ page, part }: Entry, terms: string[]): z.input<typeof Hit> {
  return {
    page_id: page.id,
    title: page.title,
    section: page.section.title,
    heading: part.heading,
    excerpt: excerptOf(part.text, terms),
  }
}

/** The words around the first of those that were found; the beginning when only a heading has them. */
function excerptOf(markdown: string, terms: string[]): string {
  const plain = markdown.replace(/\s+/g, ' ')
  const lower = plain.toLowerCase()
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0)
  const first = places.length > 0 ? Math.min(...places) : 0
  const from = first > EXCERPT.lead ? plain.lastIndexOf(' ', first - EXCERPT.lead) + 1 : 0
  const end = from + EXCERPT.length
  const to = end < plain.length ? plain.lastIndexOf(' ', end) : plain.length
  return `${from > 0 ? '… ' : ''}${plain.slice(from, to)}${to < plain.length ? ' …' : ''}`
}
