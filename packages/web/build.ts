import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

// Vite leaves it as it is, and a test runner sets `test`: React's half for developers would be built in.
process.env['NODE_ENV'] = 'production'

const KILOBYTE = 1000
/** What the first page may cost, as scripts over the wire. */
const FIRST_LOAD_LIMIT = 200 * KILOBYTE

interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

const { positionals, values } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } })
/** Where it goes. */
const outDir = resolve(positionals[0] ?? join(import.meta.dirname, 'dist'))

await build({
  configFile: join(import.meta.dirname, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true, manifest: 'manifest.json' },
})
compress()
report(JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8')) as Manifest)

/** Once here, so that no request waits for it. */
function compress(): void {
  for (const name of globSync('**/*.{js,css,html,svg}', { cwd: outDir })) {
    const file = join(outDir, name)
    const text = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
    const size = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: size }))
  }
}

/** Says what the first page loads; with `--check` every page, and one that has grown too heavy is a failure. */
function report(manifest: Manifest): void {
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry)
  if (entry === undefined) throw new Error('The build has no entry.')
  const base = withImports(manifest, [entry])
  const shell = withImports(manifest, ['src/shell/shell.tsx'])
  const pages = Object.keys(manifest).filter((key) => /^src\/pages\/.+\.tsx$/.test(key))
  const rows = pages.map((page) => ({
    page: page.replace(/^src\/pages\/|\.tsx$/g, ''),
    bytes: weight(new Set([...base, ...(isOpen(page) ? [] : shell), ...withImports(manifest, [page])])),
  }))
  const first = Math.max(weight(base), ...rows.filter(({ page }) => isFirst(page)).map(({ bytes }) => bytes))
  const limit = `${kilobytes(first)} of compressed script at first, of at most ${kilobytes(FIRST_LOAD_LIMIT)}`
  console.log(`Dashboard: ${limit}.`)
  if (!values.check) return
  for (const { page, bytes } of rows.toSorted((a, b) => b.bytes - a.bytes))
    console.log(`  ${kilobytes(bytes).padStart(7)}  ${page}`)
  if (first > FIRST_LOAD_LIMIT) process.exitCode = 1
}

/** The pages that somebody may see first: where links lead to, and where the work begins. */
function isFirst(page: string): boolean {
  return /^(entry\/|jackfield\/jackfield|connectors\/connectors|agents\/agents).*-page$/.test(page)
}

/** The pages for people who are not logged in stand without the shell. */
function isOpen(page: string): boolean {
  return page.startsWith('src/pages/entry/')
}

function withImports(manifest: Manifest, keys: string[], seen = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key]
    if (!chunk || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    withImports(manifest, chunk.imports ?? [], seen)
  }
  return seen
}

/** As Brotli, which every browser of today asks for. */
function weight(files: Set<string>): number {
  const scripts = [...files].filter((file) => file.endsWith('.js'))
  return scripts.reduce((sum, file) => sum + readFileSync(join(outDir, `${file}.br`)).length, 0)
}

function kilobytes(bytes: number): string {
  return `${(bytes / KILOBYTE).toFixed(0)} kB`
}
