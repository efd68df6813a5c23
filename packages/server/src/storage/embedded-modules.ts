import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// Node has it; its types come with those of the browser only.
declare global {
  namespace WebAssembly {
    interface Module {
      readonly [Symbol.toStringTag]: string
    }
    function compile(bytes: Uint8Array): Promise<Module>
  }
}

/** PGlite's WebAssembly: PostgreSQL itself, and what makes a new data directory. */
export interface EmbeddedModules {
  pgliteWasmModule: WebAssembly.Module
  initdbWasmModule: WebAssembly.Module
}

let compiled: Promise<EmbeddedModules> | undefined

/** Compiled once for all databases of this process: compiling takes longer than all else in opening one. */
export function embeddedModules(): Promise<EmbeddedModules> {
  return (compiled ??= compile())
}

async function compile(): Promise<EmbeddedModules> {
  const home = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  const load = async (file: string) => WebAssembly.compile(await readFile(join(home, file)))
  return { pgliteWasmModule: await load('pglite.wasm'), initdbWasmModule: await load('initdb.wasm') }
}
