import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  hostHeaderValidationResponse,
  originValidationResponse,
} from '@modelcontextprotocol/server'
import { serveBothEras } from '../test/upstreams/both-eras.ts'
import { serveOnLoopback } from '../test/upstreams/listen-on-loopback.ts'
import { recorded } from '../test/upstreams/modern-server.ts'
import { type Offer, offeredServer } from '../test/upstreams/offered-server.ts'
import { SeenRequests } from '../test/upstreams/seen-requests.ts'
import { askingTools } from './reference/asking-tools.ts'
import { changeList } from './reference/changing-lists.ts'
import { contentTools } from './reference/content-tools.ts'
import { diagnosticTools } from './reference/diagnostic-tools.ts'
import { inputRequiredTools, verifyState } from './reference/input-required-tools.ts'
import { referencePrompts } from './reference/prompts.ts'
import { referenceResources, referenceTemplates } from './reference/resources.ts'

/** The server that stands behind the hub while the official suite tests the hub. */
export interface ReferenceServer {
  url: string
  close(): Promise<void>
}

/**
 * A server on SDK 2.x that offers everything the suite's server scenarios call for, in every revision. Tested
 * by itself it passes them all, so that what fails through the hub is the hub's.
 */
export async function startReferenceServer(port = 0): Promise<ReferenceServer> {
  const both = serveBothEras(() => offeredServer(offer))
  const offer: Offer = {
    name: 'reference-server',
    tools: [
      ...contentTools(),
      ...askingTools(),
      ...inputRequiredTools(),
      ...diagnosticTools((list) => {
        changeList(offer, list)
        return both.announce(list)
      }),
    ],
    resources: referenceResources(),
    templates: referenceTemplates(),
    prompts: referencePrompts(),
    complete: ({ argument }) => ['paris', 'park', 'party'].filter((word) => word.startsWith(argument.value)),
    options: { requestState: { verify: verifyState } },
  }
  const seen = new SeenRequests()
  const listening = await serveOnLoopback(async (request) => {
    const rejected = rejectForeign(request)
    if (rejected) return rejected
    const copy = await recorded(request, seen)
    return both.fetch(copy.request, copy.body)
  }, port)
  return {
    url: `${listening.origin}/mcp`,
    close: async () => {
      await both.close()
      await listening.close()
    },
  }
}

/** What the suite's `dns-rebinding-protection` asks of every server on loopback. */
function rejectForeign(request: Request): Response | undefined {
  return (
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    originValidationResponse(request, localhostAllowedOrigins())
  )
}
