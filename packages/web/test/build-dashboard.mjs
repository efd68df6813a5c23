import { join } from 'node:path'
import { ensureBuilt } from '../../../scripts/build-web.mjs'

/** The browser tests see what is built: it is, also when the tests are started without the launcher. */
export async function setup() {
  await ensureBuilt(join(import.meta.dirname, '../../..'), process.execPath, (line) => console.log(line))
}
