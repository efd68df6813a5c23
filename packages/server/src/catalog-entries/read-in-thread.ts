import { Worker } from 'node:worker_threads'
import { invalid, Refusal } from '../errors.ts'
import type { DocumentJob, Preview, ReadEntry } from './document-job.ts'
import type { DocumentOutcome } from './document-worker.ts'

/** Longer than the largest document takes, by far. */
const patienceMs = 30_000
const mostMemoryMb = 512
/** Documents that are read or wait for it. */
const mostWaiting = 4

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

type Result<Job extends DocumentJob> = Extract<Preview | ReadEntry, { kind: Job['kind'] }>

/**
 * Reads a document in a thread of its own, one at a time: the largest take seconds, and a hostile one may take all
 * that there is. Calls go on meanwhile.
 * @throws Refusal `invalid` on the field at fault, `unavailable` when too many wait already
 */
export async function readInThread<Job extends DocumentJob>(job: Job): Promise<Result<Job>> {
  if (waiting >= mostWaiting)
    throw new Refusal('unavailable', 'Other documents are being read. Try again in a moment.', {
      retryAfter: 5,
    })
  waiting += 1
  const turn = last.then(() => runInThread(job))
  last = turn.catch(() => undefined)
  try {
    const outcome = await turn
    if (!outcome.ok) throw refusalOf(outcome.field, outcome.message)
    return outcome.result as Result<Job>
  } finally {
    waiting -= 1
  }
}

function runInThread(job: DocumentJob): Promise<DocumentOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<DocumentOutcome>()
  const worker = new Worker(new URL('./document-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  })
  const timer = setTimeout(() => {
    reject(refusalOf('document', 'The document takes too long to read.'))
    void worker.terminate()
  }, patienceMs)
  worker.on('message', resolve)
  worker.on('error', (error) => {
    const spent = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    reject(spent ? refusalOf('document', 'The document takes too much memory to read.') : error)
  })
  worker.on('exit', () => reject(new Error('the thread that read a document ended')))
  return promise.finally(() => clearTimeout(timer))
}

/** Messages about the document are whole sentences; those about a field go on where its name ends. */
function refusalOf(field: string, message: string): Refusal {
  if (!/^[A-Z]/.test(message)) return invalid(field, message)
  return new Refusal('invalid', message, { issues: [{ field, message }] })
}
