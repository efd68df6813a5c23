import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../package.json' with { type: 'json' }

const version = manifest.devDependencies['@sparticuz/chromium']

/** A Chromium and the environment that it needs. */
export interface Chromium {
  executablePath: string
  env: Record<string, string>
}

const cache = join(import.meta.dirname, '../../../node_modules/.cache')

/**
 * The Chromium that is installed with the development packages, unpacked on first use, so that the browser tests need
 * nothing else on the machine. For Linux on x64 only.
 * @throws Error on any other machine, saying what to install.
 */
export function bundledChromium(): Chromium {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No browser: install Chromium or Chrome, and set CHROMIUM_PATH to its program.')
  const home = join(cache, `chromium-${version}`)
  if (!existsSync(home)) unpack(home)
  const executablePath = join(home, 'chromium')
  return { executablePath, env: { ...libraries(executablePath, home), ...fonts(home) } }
}

/** Unpacked beside and then renamed: two that begin at once do not write into each other. */
function unpack(home: string): void {
  mkdirSync(cache, { recursive: true })
  const beside = mkdtempSync(join(cache, 'chromium-'))
  execFileSync(process.execPath, [join(import.meta.dirname, 'inflate-chromium.mjs')], {
    env: { ...process.env, TMPDIR: beside },
  })
  try {
    renameSync(beside, home)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}

/** The machine's own libraries where it has them: those that come along are for machines that have none. */
function libraries(executablePath: string, home: string): Record<string, string> {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' })
  return stdout.includes('not found') ? { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') } : {}
}

function fonts(home: string): Record<string, string> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }
}
