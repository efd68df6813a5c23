import { readFileSync } from 'node:fs'
import { contents } from './contents.ts'
import type { SectionListing } from './contents.ts'

/** A page, as Markdown and taken apart. */
export interface DocsPage {
  id: string
  title: string
  /** Its first paragraph. */
  about: string
  section: { id: string; title: string }
  markdown: string
  parts: DocsPart[]
}

/** What stands below one heading. */
export interface DocsPart {
  /** Null for what stands above the first one. */
  heading: string | null
  /** Markdown, without the heading. */
  text: string
}

/** Every page, in reading order. Read once: pages change with a release only. */
export const docsPages: readonly DocsPage[] = contents.flatMap((section) =>
  section.pages.map((id) => readPage(section, id)),
)

function readPage({ id: sectionId, title: sectionTitle }: SectionListing, id: string): DocsPage {
  const markdown = readFileSync(new URL(`pages/${id}.md`, import.meta.url), 'utf8').trim()
  const [head = '', ...rest] = markdown.split(/^## /m)
  const [title, opening] = cutHeading(head.replace(/^# /, ''))
  const [about = ''] = opening.split('\n\n')
  return {
    id,
    title,
    about: about.replaceAll('\n', ' '),
    section: { id: sectionId, title: sectionTitle },
    markdown,
    parts: [{ heading: null, text: opening }, ...rest.map(partOf)],
  }
}

function partOf(block: string): DocsPart {
  const [heading, text] = cutHeading(block)
  return { heading, text }
}

/** The first line, and what follows it. */
function cutHeading(block: string): [string, string] {
  const end = block.indexOf('\n')
  return end < 0 ? [block.trim(), ''] : [block.slice(0, end).trim(), block.slice(end).trim()]
}
