import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')

it('imports nothing of Node, so that browsers can run it', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  expect(files).toContain('client.ts')
  const imports = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/from '([^'.][^']*)'/g)].map(
      ([, name]) => `${file}: ${name}`,
    ),
  )
  expect(imports.filter((line) => !line.endsWith(': zod'))).toEqual([])
})
