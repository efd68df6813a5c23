import { Ellipsis, KeyRound, RotateCw } from 'lucide-react'
import { IconButton } from '../../../kit/icon-button.tsx'
import { ActionMenu } from '../../../kit/menu.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Td } from '../../../kit/table.tsx'
import { Ago } from '../../../kit/words.tsx'
import type { TargetKey } from './use-target-keys.ts'

/** One key, and how it is doing. */
export function KeyRow({ of: key, onAsk }: { of: TargetKey; onAsk(what: 'rotate' | 'revoke'): void }) {
  const expired = isExpired(key)
  const icon = 'size-4'
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-40">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{key.name}</span>
          <code className="text-ink-soft">…{key.hint}</code>
          {key.read_only && <Pill>Read-only</Pill>}
          {key.in_url && <Pill>In an address</Pill>}
          {key.scopes === null && <Pill>Opens everything</Pill>}
        </div>
        <p className="text-xs text-ink-soft wrap-anywhere">
          Made by {key.created_by} <Ago at={key.created_at} />
          <span className="sm:hidden">
            , <LastUsed at={key.last_used_at} never="never used" />
          </span>
        </p>
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-sm:hidden">
        <LastUsed at={key.last_used_at} never="Never" />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">
        {expired ? (
          <Pill tone="bad">Expired</Pill>
        ) : key.expires_at === null ? (
          'Never'
        ) : (
          <Ago at={key.expires_at} />
        )}
      </Td>
      <Td className="w-0 pl-0">
        <ActionMenu
          trigger={
            <IconButton label={`More on ${key.name}`}>
              <Ellipsis className={icon} aria-hidden />
            </IconButton>
          }
          actions={[
            {
              label: 'Rotate',
              icon: <RotateCw className={icon} aria-hidden />,
              onSelect: () => onAsk('rotate'),
              disabled: expired,
            },
            {
              label: 'Revoke',
              icon: <KeyRound className={icon} aria-hidden />,
              onSelect: () => onAsk('revoke'),
              danger: true,
            },
          ]}
        />
      </Td>
    </tr>
  )
}

function LastUsed({ at, never }: { at: string | null; never: string }) {
  return at === null ? never : <Ago at={at} />
}

function isExpired({ expires_at }: TargetKey): boolean {
  return expires_at !== null && Date.parse(expires_at) <= Date.now()
}
