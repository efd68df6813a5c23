// Loaded into a program before its own code (`--import`), as `stop-with-parent.mjs?parent=<pid>`: ends the
// program in its own orderly way when the launcher is killed in a way that it cannot pass on.
import { isMainThread } from 'node:worker_threads'
import { watchParent } from './parent.mjs'

const patienceMs = 30_000
const launcher = Number(new URL(import.meta.url).searchParams.get('parent'))

// Processes that the program forks inherit this import; they are that program's to stop.
if (isMainThread && process.ppid === launcher) watchParent(stop)

function stop() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), patienceMs).unref()
}
