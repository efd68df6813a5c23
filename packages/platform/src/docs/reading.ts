import { z } from 'zod'
import { tool, ToolRefusal } from '../area.ts'
import { text } from '../fields.ts'
import { didYouMean } from '../nearest-name.ts'
import { contents } from './contents.ts'
import { docsPages } from './library.ts'

export const getDocsStructure = tool('get_docs_structure', {
  risk: 'read',
  about:
    'Show what the documentation holds: its sections and pages, with ids for read_docs_page. It is about using this hub: the Sales Platform, channels, integrations, knowledge bases, leads.',
  input: {},
  output: {
    sections: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        pages: z.array(
          z.object({
            page_id: z.string(),
            title: z.string(),
            about: z.string(),
            headings: z.array(z.string()),
          }),
        ),
      }),
    ),
  },
  run: async () => ({ sections: contents.map(({ id, title }) => ({ id, title, pages: pagesOf(id) })) }),
})

export const readDocsPage = tool('read_docs_page', {
  risk: 'read',
  about: 'Read one page of the documentation in full, as Markdown.',
  input: {
    page_id: text('The id of a page, from get_docs_structure or search_docs.', 100).meta({
      examples: ['connectors'],
    }),
  },
  output: { page_id: z.string(), title: z.string(), section: z.string(), markdown: z.string() },
  run: async ({ input }) => {
    const page = docsPages.find(({ id }) => id === input.page_id)
    if (!page) throw unknownPage(input.page_id)
    const { id, title, section, markdown } = page
    return { page_id: id, title, section: section.title, markdown }
  },
})

function pagesOf(sectionId: string) {
  return docsPages
    .filter(({ section }) => section.id === sectionId)
    .map(({ id, title, about, parts }) => ({
      page_id: id,
      title,
      about,
      headings: parts.flatMap(({ heading }) => heading ?? []),
    }))
}

function unknownPage(given: string): ToolRefusal {
  const ids = docsPages.map(({ id }) => id)
  return new ToolRefusal('not_found', 'There is no such page.', {
    field: 'page_id',
    hint: 'Take the id from get_docs_structure or search_docs.',
    ...didYouMean(given, ids),
    valid_values: ids,
  })
}
