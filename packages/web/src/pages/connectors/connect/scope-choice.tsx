import type { ConnectorTool } from '@jackfield/sdk'
import { Checkbox } from '../../../kit/checkbox.tsx'
import type { OAuthWay } from './sign-in-step.ts'

export interface ScopeChoiceProps {
  name: string
  scopes: OAuthWay['scopes']
  tools: readonly ConnectorTool[]
  more: readonly string[]
  onMoreChange(more: string[]): void
}

/** What the app is asked to grant: the least, and more for those who want it (SEC-10, SEC-11). */
export function ScopeChoice({ name, scopes, tools, more, onMoreChange }: ScopeChoiceProps) {
  return (
    <div className="space-y-4">
      <section className="space-y-2">
        <h3 className="font-medium">What {name} is asked for</h3>
        {scopes.default.length > 0 && !scopes.registered && <Scopes scopes={scopes.default} />}
        <p className="text-ink-soft empty:hidden">{sayWherePicked(name, scopes)}</p>
      </section>
      {scopes.more.length > 0 && !scopes.registered && (
        <fieldset className="space-y-2.5">
          <legend className="mb-2 font-medium">Ask for more</legend>
          {scopes.more.map((scope) => (
            <Checkbox
              key={scope}
              label={<code className="wrap-anywhere">{scope}</code>}
              hint={neededBy(scope, tools)}
              checked={more.includes(scope)}
              onCheckedChange={(checked) =>
                onMoreChange(checked ? [...more, scope] : more.filter((other) => other !== scope))
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {scopes.map((scope) => (
        <li key={scope} className="min-w-0 rounded-control border border-hairline bg-sunken px-2 py-0.5">
          <code className="wrap-anywhere">{scope}</code>
        </li>
      ))}
    </ul>
  )
}

function sayWherePicked(name: string, scopes: OAuthWay['scopes']): string {
  if (scopes.registered) return `What it may do was picked where its OAuth app is registered at ${name}.`
  return scopes.default.length > 0 ? '' : `${name} has no list of scopes: it asks you itself what to share.`
}

/** `a|b` in a tool's list: either will do. */
function neededBy(scope: string, tools: readonly ConnectorTool[]): string | undefined {
  const names = tools
    .filter((tool) => (tool.scopes ?? []).some((needed) => needed.split('|').includes(scope)))
    .map((tool) => tool.name)
  if (names.length === 0) return undefined
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `For ${shown} and ${names.length - 3} more.` : `For ${shown}.`
}
