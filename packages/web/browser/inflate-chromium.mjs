// Unpacks the Chromium that comes as an npm package into the temporary directory, which the package takes for it.
// A program of its own, since that directory is a matter of the environment.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'

const main = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
const packed = join(dirname(dirname(main)), 'bin')
for (const file of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(join(packed, file))
