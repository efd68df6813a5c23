import { describe, expect, it } from 'vitest'
import { withoutDatabase } from './leads-hub.ts'

/** What an MCP server stops before it comes here. */
describe('runAreaTool', () => {
  it('GEN-10: refuses a tool that is not there, and an input that is no object', async () => {
    const caller = withoutDatabase()
    expect(await caller.refused('client_note_create', {})).toMatchObject({ code: 'unknown_tool' })
    for (const input of [[], 'Anna', 5, null])
      expect(await caller.refused('client_create', input as never)).toMatchObject({ code: 'invalid' })
  })
})
