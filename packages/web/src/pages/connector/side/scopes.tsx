import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { queries } from '../../../hub/queries.ts'

/** What an app has granted, and what its tools would need and was not granted (SEC-11). */
export function GrantedScopes({ connector, scopes }: { connector: Connector; scopes: string[] }) {
  const tools = useQuery(queries.connectorTools(connector.id))
  const missing = new Set(tools.data?.items.flatMap((tool) => tool.missing_scopes ?? []))
  return (
    <>
      <Scopes title="Granted" scopes={scopes} mark={<Check className="size-3.5 text-good" aria-hidden />} />
      {missing.size > 0 && (
        <Scopes
          title="Not granted, and needed by some tools"
          scopes={[...missing].map((scope) => scope.replaceAll('|', ' or '))}
          mark={<Minus className="size-3.5 text-warn" aria-hidden />}
        />
      )}
    </>
  )
}

/** What a sign-in asks an app for at least. */
export function AskedScopes({ connector }: { connector: Connector }) {
  const options = useQuery(queries.signInOptions(connector.id))
  const way = options.data?.ways.find(({ kind }) => kind === 'oauth2')
  if (way?.kind !== 'oauth2' || way.scopes.default.length === 0) return null
  return <Scopes title="A sign-in asks for" scopes={way.scopes.default} />
}

function Scopes({ title, scopes, mark }: { title: string; scopes: string[]; mark?: ReactNode }) {
  return (
    <div>
      <h3 className="text-xs text-ink-soft">{title}</h3>
      <ul className="mt-1 space-y-1">
        {scopes.map((scope) => (
          <li key={scope} className="flex items-start gap-2">
            {mark && <span className="mt-1 shrink-0">{mark}</span>}
            <code className="min-w-0 wrap-anywhere">{scope}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
