import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { startDemo } from '../../server/demo/start-demo.ts'
import type { Demo } from '../../server/demo/start-demo.ts'
import { demoPages } from './demo-pages.ts'
import type { DemoPage } from './demo-pages.ts'
import { openBrowser } from './open-browser.ts'
import { settled } from './settled.ts'
import { visit } from './visit.ts'

const help = `npm run screenshots -- [name ...] [--out <directory>]

  name     pages whose name begins so; all if absent
  --out    where the pictures go; ./screenshots if absent
`
const widths = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]
const themes = ['light', 'dark'] as const

await main()

/** Starts the demo and takes a picture of every page, in both themes, as wide as a laptop and as a phone. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: 'screenshots' }, help: { type: 'boolean' } },
  })
  if (values.help) return void process.stdout.write(help)
  const dataDirectory = mkdtempSync(join(tmpdir(), 'jackfield-screenshots-'))
  const demo = await startDemo({ port: 0, dataDirectory: join(dataDirectory, 'data') })
  const browser = await openBrowser()
  try {
    const wanted = (await demoPages(demo.client)).filter(({ name }) => isWanted(name, positionals))
    const out = resolve(values.out)
    mkdirSync(out, { recursive: true })
    for (const size of widths)
      for (const theme of themes) await takeAll({ demo, browser, wanted, out, theme, ...size })
  } finally {
    await browser.close()
    await demo.close()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

function isWanted(name: string, beginnings: string[]): boolean {
  return beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning))
}

interface Session {
  demo: Demo
  browser: Browser
  wanted: DemoPage[]
  out: string
  theme: (typeof themes)[number]
  width: number
  height: number
}

async function takeAll({ demo, browser, wanted, out, theme, width, height }: Session): Promise<void> {
  for (const anonymous of [true, false]) {
    const login = anonymous ? undefined : demo.owner
    const window = await visit(browser, { url: demo.url, login, theme, width, height })
    if (anonymous) window.expectFailure(/ 401 /)
    for (const { name, path, open } of wanted.filter((page) => (page.anonymous ?? false) === anonymous)) {
      await window.page.goto(path)
      await settled(window.page)
      await open?.(window.page)
      await settled(window.page)
      const file = `${name}-${width}-${theme}.png`
      await window.page.screenshot({ path: join(out, file), fullPage: open === undefined })
      process.stdout.write(`${file}\n`)
    }
    await window.close()
  }
}
