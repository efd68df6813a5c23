import { defineArea } from '../area.ts'
import { getDocsStructure, readDocsPage } from './reading.ts'
import { searchDocs } from './search.ts'

/**
 * The documentation, for agents to search and read. It runs like an area and is none: nobody connects it, no address
 * serves it, and only the big toggle brings it (PLT-4, PLT-9). Pages are the same for every account.
 */
export const docs = defineArea({
  slug: 'docs',
  domain: 'docs',
  name: 'Documentation',
  about: 'How the Sales Platform, channels, integrations, knowledge bases and leads work here.',
  aliases: [],
  tools: [getDocsStructure, searchDocs, readDocsPage],
})
