#!/usr/bin/env node
// Plain JavaScript for Node 20 and newer: finds a Node that is new enough before it runs the CLI.
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endLike, runChild } from '../../../scripts/child.mjs'
import {
  environmentFor,
  findNode,
  isNewEnough,
  nodeFlags,
  nodeRemedy,
} from '../../../scripts/node-binary.mjs'

const cli = dirname(dirname(fileURLToPath(import.meta.url)))

if (isNewEnough(process.version)) {
  // Halves what a command takes to start, from the second on.
  module.enableCompileCache()
  await import('../src/main.ts')
} else await runWithNewerNode()

async function runWithNewerNode() {
  const node = findNode(dirname(dirname(cli)))
  if (!node) {
    process.stderr.write(`${nodeRemedy()}\n`)
    process.exit(1)
  }
  const line = [...nodeFlags, join(cli, 'src', 'main.ts'), ...process.argv.slice(2)]
  endLike(await runChild(node, line, { env: environmentFor(node) }))
}
