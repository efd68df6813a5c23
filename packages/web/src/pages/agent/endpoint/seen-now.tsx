import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { Notice } from '../../../kit/notice.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { count } from '../../../kit/words.tsx'

/** How many tools a client is given right now. What is blocked is not in its list. */
export function SeenNow({ agentId }: { agentId: string }) {
  const toolset = useQuery(queries.toolset(agentId))
  // What failed is said where the tools themselves are shown.
  if (toolset.error) return null
  if (!toolset.data) return <Skeleton className="h-12 rounded-card" />
  const seen = toolset.data.tools.filter(({ policy }) => policy !== 'block').length
  const link = (words: string) => (
    <TextLink to="/agents/$agent/tools" params={{ agent: agentId }}>
      {words}
    </TextLink>
  )
  return seen === 0 ? (
    <Notice tone="warn" title="A client sees no tools right now">
      {toolset.data.explanation} {link('See why')}
    </Notice>
  ) : (
    <Notice>
      A client sees {link(count(seen, 'tool'))} right now. Toggles and policies take effect at its next list.
    </Notice>
  )
}
