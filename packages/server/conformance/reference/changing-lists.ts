import type { Offer } from '../../test/upstreams/offered-server.ts'
import { plainTool, text } from './plain-tool.ts'

const comesAndGoes = 'test_comes_and_goes'

/**
 * Adds one entry to a list, or takes it away again. A real change, because a gateway that compares lists tells
 * its clients of nothing less.
 */
export function changeList(offer: Offer, list: 'tools' | 'prompts'): void {
  if (list === 'tools')
    offer.tools = toggled(
      offer.tools,
      plainTool(comesAndGoes, 'Now here.', async () => text('Here.')),
    )
  else
    offer.prompts = toggled(offer.prompts, {
      definition: { name: comesAndGoes, description: 'Now here.' },
      get: empty,
    })
}

function toggled<Entry extends { definition: { name: string } }>(list: Entry[], entry: Entry): Entry[] {
  const others = list.filter(({ definition }) => definition.name !== comesAndGoes)
  return others.length < list.length ? others : [...list, entry]
}

async function empty() {
  return { messages: [] }
}
