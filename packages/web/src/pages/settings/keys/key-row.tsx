import type { ApiKey } from '@jackfield/sdk'
import { useMe } from '../../../hub/use-me.ts'
import { Expiry, KeyMenu, KeyName, LastUsed } from '../../../kit/access-keys/key-cells.tsx'
import { Td } from '../../../kit/table.tsx'
import { covers, roleWords } from '../roles.ts'
import { scopeWords } from './areas.ts'
import type { Area } from './areas.ts'

export interface KeyRowProps {
  apiKey: ApiKey
  areas: Area[]
  onAsk(what: 'rotate' | 'revoke'): void
}

/** One key: what it opens, and how it is doing. Nobody touches a key above their own role. */
export function KeyRow({ apiKey, areas, onAsk }: KeyRowProps) {
  const me = useMe()
  const { role, scopes } = apiKey
  const lastUsed = <LastUsed at={apiKey.last_used_at} never="Never used" />
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-40">
        <KeyName of={apiKey} />
        <p className="text-xs text-ink-soft wrap-anywhere md:hidden">
          {roleWords[role].label} · {scopeWords(scopes, areas)} · {lastUsed}
        </p>
      </Td>
      <Td className="max-w-64 min-w-50 wrap-anywhere max-md:hidden">{scopeWords(scopes, areas)}</Td>
      <Td className="max-md:hidden">{roleWords[role].label}</Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">{lastUsed}</Td>
      <Td className="whitespace-nowrap text-ink-soft">
        <Expiry at={apiKey.expires_at} />
      </Td>
      <Td className="w-0 pl-0">{covers(me.role, role) && <KeyMenu of={apiKey} onAsk={onAsk} />}</Td>
    </tr>
  )
}
