/** A section of the documentation as its author lists it: each page is a file in `pages/`, named by its id. */
export interface SectionListing {
  id: string
  title: string
  pages: readonly string[]
}

/** What the documentation holds, in reading order. A page says of itself what it is called and about. */
export const contents: readonly SectionListing[] = [
  {
    id: 'sales-platform',
    title: 'The Sales Platform',
    pages: ['what-is-there', 'platform-tools', 'previews-and-retries'],
  },
  { id: 'channels', title: 'Channels', pages: ['channels'] },
  {
    id: 'integrations',
    title: 'Integrations',
    pages: [
      'connectors',
      'custom-mcp-servers',
      'crm-and-apps',
      'tool-policies',
      'missing-tools',
      'outside-clients',
    ],
  },
  { id: 'knowledge-bases', title: 'Knowledge bases', pages: ['knowledge-bases'] },
  { id: 'leads', title: 'Leads', pages: ['leads', 'pipelines', 'import-and-export'] },
]
