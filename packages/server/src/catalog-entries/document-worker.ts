import { parentPort, workerData } from 'node:worker_threads'
import { CatalogError } from '@jackfield/catalog/run'
import { runDocumentJob } from './document-job.ts'
import type { DocumentJob, Preview, ReadEntry } from './document-job.ts'

/** What comes back from the thread that reads documents. */
export type DocumentOutcome =
  | { ok: true; result: Preview | ReadEntry }
  | { ok: false; message: string; field: string }

parentPort?.postMessage(await outcomeOf(workerData as DocumentJob))

async function outcomeOf(job: DocumentJob): Promise<DocumentOutcome> {
  try {
    return { ok: true, result: await runDocumentJob(job) }
  } catch (error) {
    if (error instanceof CatalogError)
      return { ok: false, message: error.message, field: error.field ?? 'document' }
    // The stack of a thread ends where a document goes on for ever.
    if (error instanceof RangeError)
      return { ok: false, message: 'The document is nested too deeply.', field: 'document' }
    throw error
  }
}
