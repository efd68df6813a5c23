import type { ApiKey } from '@jackfield/sdk'
import { KeyRound, RotateCw } from 'lucide-react'
import { useMe } from '../../../hub/use-me.ts'
import { Pill } from '../../../kit/pill.tsx'
import { Td } from '../../../kit/table.tsx'
import { Ago } from '../../../kit/words.tsx'
import { covers, roleWords } from '../roles.ts'
import { RowMenu } from '../row-menu.tsx'
import { scopeWords } from './areas.ts'
import type { Area } from './areas.ts'
import { isOver } from '../is-over.ts'

export interface KeyRowProps {
  apiKey: ApiKey
  areas: Area[]
  onRotate(): void
  onRevoke(): void
}

/** One key: what it opens, and how it is doing. Nobody touches a key above their own role. */
export function KeyRow({ apiKey, areas, onRotate, onRevoke }: KeyRowProps) {
  const me = useMe()
  const { name, hint, role, scopes, created_by, created_at, last_used_at } = apiKey
  const icon = 'size-4'
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-40">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{name}</span>
          <code className="text-ink-soft">…{hint}</code>
          {apiKey.read_only && <Pill>Read-only</Pill>}
          {apiKey.in_url && <Pill>In an address</Pill>}
        </div>
        <p className="text-xs text-ink-soft wrap-anywhere">
          Made by {created_by} <Ago at={created_at} />
        </p>
        <p className="text-xs text-ink-soft wrap-anywhere md:hidden">
          {roleWords[role].label} · {scopeWords(scopes, areas)} · <LastUsed at={last_used_at} />
        </p>
      </Td>
      <Td className="max-w-64 min-w-50 wrap-anywhere max-md:hidden">{scopeWords(scopes, areas)}</Td>
      <Td className="max-md:hidden">{roleWords[role].label}</Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <LastUsed at={last_used_at} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">
        <Expiry at={apiKey.expires_at} />
      </Td>
      <Td className="w-0 pl-0">
        {covers(me.role, role) && (
          <RowMenu
            of={name}
            actions={[
              ...(isOver(apiKey.expires_at)
                ? []
                : [{ label: 'Rotate', icon: <RotateCw className={icon} aria-hidden />, onSelect: onRotate }]),
              {
                label: 'Revoke',
                icon: <KeyRound className={icon} aria-hidden />,
                danger: true,
                onSelect: onRevoke,
              },
            ]}
          />
        )}
      </Td>
    </tr>
  )
}

function LastUsed({ at }: { at: string | null }) {
  return at === null ? 'Never used' : <Ago at={at} />
}

function Expiry({ at }: { at: string | null }) {
  if (at === null) return 'Never'
  if (isOver(at)) return <Pill tone="bad">Expired</Pill>
  return <Ago at={at} />
}
