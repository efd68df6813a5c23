import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testedDialect } from '../databases/fresh-database.ts'
import { startProgram } from './child-program.ts'

const KILLS = 20

let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jackfield-kill-'))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Lets a child insert rows for a random moment, kills it, and answers what it found and what it acknowledged. */
async function insertAndKill(
  firstId: number,
): Promise<{ found: { whole: number[]; all: number }; acknowledged: number[] }> {
  const child = startProgram('insert-until-killed.ts', [directory, String(firstId)])
  const found = await child.line()
  if (found === undefined) throw new Error('The database did not open.')
  await sleep(Math.random() * 400)
  const acknowledged = await child.kill()
  return {
    found: JSON.parse(found),
    acknowledged: acknowledged.filter((line) => /^\d+$/.test(line)).map(Number),
  }
}

describe.runIf(testedDialect() === 'embedded')('the embedded database', () => {
  it(
    `opens again after each of ${KILLS} kills -9 during writes, with every acknowledged row, and no half transaction`,
    { timeout: 180_000 },
    async () => {
      const acknowledged: number[] = []
      for (let kill = 0; kill <= KILLS; kill++) {
        const round = await insertAndKill(kill * 100_000)
        const whole = new Set(round.found.whole)
        expect(acknowledged.filter((id) => !whole.has(id))).toEqual([])
        expect(round.found.all).toBe(whole.size)
        acknowledged.push(...round.acknowledged)
      }
      expect(acknowledged.length).toBeGreaterThan(KILLS)
    },
  )
})
