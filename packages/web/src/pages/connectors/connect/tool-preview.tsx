import type { Connector, ConnectorTool, Effect } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { queries } from '../../../hub/queries.ts'
import { EffectPill } from '../../../kit/effect-pill.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'

const effects: Effect[] = ['read', 'write', 'destructive']

/** What agents could do with it, by what it does to the data there: to be seen before it is connected (SEC-10). */
export function ToolPreview({ connector }: { connector: Connector }) {
  const query = useQuery(queries.connectorTools(connector.id))
  return (
    <section className="space-y-2">
      <h3 className="font-medium">What agents will be able to do</h3>
      <Loaded query={query} skeleton={<Skeleton className="h-33" />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-soft">Its tools are known once it is connected.</p>
          ) : (
            <div className="divide-y divide-hairline overflow-hidden rounded-card border border-hairline">
              {effects.map((effect) => (
                <EffectGroup
                  key={effect}
                  effect={effect}
                  tools={items.filter((tool) => tool.effect === effect)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      <p className="text-xs text-ink-soft">
        Only agents for which you turn it on, and only as far as your policies allow.
      </p>
    </section>
  )
}

function EffectGroup({ effect, tools }: { effect: Effect; tools: ConnectorTool[] }) {
  if (tools.length === 0) return null
  return (
    <details className="group/effect">
      <summary className="flex list-none items-center gap-3 px-3 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-ink-faint transition-transform duration-150 group-open/effect:rotate-90"
          aria-hidden
        />
        <EffectPill effect={effect} />
        <span className="text-ink-soft">{count(tools.length, 'tool')}</span>
      </summary>
      <ul className="space-y-3 border-t border-hairline bg-sunken/50 py-3 pr-4 pl-10">
        {tools.map((tool) => (
          <li key={tool.name}>
            <code className="wrap-anywhere">{tool.name}</code>
            <p className="line-clamp-2 text-xs text-ink-soft wrap-anywhere">{tool.description}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
