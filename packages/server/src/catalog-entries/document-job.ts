import {
  authWays,
  entryFrom,
  factsOf,
  listOperations,
  problemsOf,
  readDocument,
  serversOf,
} from '@jackfield/catalog/openapi'
import type { AuthWay, DocumentFacts, EntryWishes, Operation, Server } from '@jackfield/catalog/openapi'
import type { CatalogEntry } from '@jackfield/catalog/run'

/** A document, and where it came from. */
export interface Source {
  text: string
  /** Undefined when somebody handed it over. */
  url: string | undefined
}

/** What is read out of a document. */
export type DocumentJob =
  | { kind: 'preview'; source: Source }
  | { kind: 'entry'; source: Source; wishes: EntryWishes }

export interface Preview {
  kind: 'preview'
  facts: DocumentFacts
  servers: Server[]
  ways: AuthWay[]
  problems: string[]
  operations: Operation[]
}

export interface ReadEntry {
  kind: 'entry'
  entry: CatalogEntry
  notes: string[]
}

/** @throws CatalogError naming what cannot be read, or which wish cannot be fulfilled */
export async function runDocumentJob(job: DocumentJob): Promise<Preview | ReadEntry> {
  const document = readDocument(job.source.text, job.source.url)
  if (job.kind === 'entry') return { kind: 'entry', ...entryFrom(document, job.wishes) }
  return {
    kind: 'preview',
    facts: factsOf(document),
    servers: serversOf(document),
    ways: authWays(document),
    problems: await problemsOf(document),
    operations: listOperations(document),
  }
}
