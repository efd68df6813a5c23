import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { bundledChromium } from './bundled-chromium.ts'
import type { Chromium } from './bundled-chromium.ts'

const switches = [
  '--disable-background-networking',
  // Nothing but this machine can be reached, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--font-render-hinting=none',
  // Containers often run as root, where Chromium refuses to start with its sandbox.
  '--no-sandbox',
]

/** A real Chromium: the one that CHROMIUM_PATH names, or the one that comes with the development packages. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = chosen()
  return chromium.launch({ executablePath, env: { ...definedEnvironment(), ...env }, args: switches })
}

function chosen(): Chromium {
  const path = process.env.CHROMIUM_PATH
  return path ? { executablePath: path, env: {} } : bundledChromium()
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
