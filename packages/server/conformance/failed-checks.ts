import { glob, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

const Checks = z.array(z.object({ id: z.string(), status: z.string(), errorMessage: z.string().optional() }))

/**
 * Why checks failed, from the files that the suite writes: its own summary gives numbers only.
 * @returns one line a check that failed or got a warning, expected or not, in order of scenario
 */
export async function failedChecks(directory: string): Promise<string[]> {
  const lines: string[] = []
  for await (const file of glob('**/checks.json', { cwd: directory })) {
    const checks = Checks.parse(JSON.parse(await readFile(join(directory, file), 'utf8')))
    const scenario = basename(dirname(file)).replace(/^server-|-\d{4}-\d\d-\d\dT.*$/g, '')
    const failed = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
    lines.push(...failed.map(({ id, errorMessage }) => `${scenario}:${id}: ${errorMessage ?? 'no message'}`))
  }
  return lines.toSorted()
}
