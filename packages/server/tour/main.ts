import { Closers } from '../src/closers.ts'
import type { Narrator } from './narrator.ts'
import { runTour } from './tour.ts'

const closers = new Closers()
let steps = 0

const say: Narrator = {
  step: (title) => process.stdout.write(`\n${(steps += 1)}. ${title}\n`),
  line: (text) => process.stdout.write(`   ${text}\n`),
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () => void closers.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143)),
  )
}

try {
  await runTour(say, closers)
  process.stdout.write('\nThat was the tour. Everything that it started has ended.\n')
} finally {
  await closers.close()
}
