import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'tsdown'
import manifest from './package.json' with { type: 'json' }

const here = import.meta.dirname
const kilobyte = 1024

/** A built module and what it weighs, in KB. */
export interface BuiltModule {
  file: string
  /** Other modules and packages that it needs. */
  imports: string[]
  size: number
  gzipped: number
}

/**
 * Builds what is published into a directory, which is emptied first: ES modules for browsers and Node 20,
 * declarations, and a manifest whose exports lead to them. `npm publish packages/sdk/dist` takes it from there.
 */
export async function buildSdk(outDir: string): Promise<BuiltModule[]> {
  rmSync(outDir, { recursive: true, force: true })
  const [bundle] = await build({
    entry: { client: join(here, 'src/client.ts'), contract: join(here, 'src/contract.ts') },
    cwd: here,
    config: false,
    outDir,
    format: 'esm',
    platform: 'neutral',
    target: ['node20', 'es2022'],
    dts: false,
    sourcemap: true,
    logLevel: 'warn',
  })
  declare(outDir)
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`)
  copyFileSync(join(here, 'README.md'), join(outDir, 'README.md'))
  copyFileSync(join(here, '../../LICENSE'), join(outDir, 'LICENSE'))
  return (bundle?.chunks ?? []).flatMap((chunk) =>
    chunk.type === 'chunk'
      ? [{ imports: [...chunk.imports, ...chunk.dynamicImports], ...weigh(outDir, chunk.fileName) }]
      : [],
  )
}

/** The bundler's own declarations need TypeScript 6; `tsc` writes them as well. */
function declare(outDir: string): void {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const line = [join(typescript, 'bin/tsc'), '-p', join(here, 'tsconfig.build.json'), '--outDir', outDir]
  execFileSync(process.execPath, line, { stdio: 'inherit' })
}

/** npm knows no `publishConfig.exports`, so the published manifest is a file of its own. */
function publishedManifest(): object {
  const { private: _private, devDependencies: _dev, scripts: _scripts, publishConfig, ...rest } = manifest
  return { ...rest, ...publishConfig }
}

function weigh(outDir: string, file: string) {
  const bytes = readFileSync(join(outDir, file))
  return { file, size: bytes.length / kilobyte, gzipped: gzipSync(bytes).length / kilobyte }
}

if (import.meta.main) {
  for (const { file, size, gzipped } of await buildSdk(join(here, 'dist')))
    process.stdout.write(`dist/${file}  ${size.toFixed(1)} KB, gzipped ${gzipped.toFixed(1)} KB\n`)
}
