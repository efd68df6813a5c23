import type { AgentKey, ApiKey } from '@jackfield/sdk'
import { KeyRound, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { isOver } from '../is-over.ts'
import { MoreMenu } from '../more-menu.tsx'
import { Pill } from '../pill.tsx'
import { Ago } from '../words.tsx'

export interface KeyNameProps {
  of: AgentKey & Partial<Pick<ApiKey, 'read_only' | 'in_url'>>
  /** More pills, behind its own. */
  pills?: ReactNode
  /** Goes on behind who made it. */
  children?: ReactNode
}

/** Which key it is, what is special about it, and who made it. */
export function KeyName({ of: key, pills, children }: KeyNameProps) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">{key.name}</span>
        <code className="text-ink-soft">…{key.hint}</code>
        {key.read_only && <Pill>Read-only</Pill>}
        {key.in_url && <Pill>In an address</Pill>}
        {pills}
      </div>
      <p className="text-xs text-ink-soft wrap-anywhere">
        Made by {key.created_by} <Ago at={key.created_at} />
        {children}
      </p>
    </>
  )
}

/** When a key was used. @param never stands where it was not */
export function LastUsed({ at, never }: { at: string | null; never: string }) {
  return at === null ? never : <Ago at={at} />
}

/** When a key ends. */
export function Expiry({ at }: { at: string | null }) {
  if (at === null) return 'Never'
  return isOver(at) ? <Pill tone="bad">Expired</Pill> : <Ago at={at} />
}

/** What can be done with a key. One that has expired cannot be rotated. */
export function KeyMenu({ of, onAsk }: { of: AgentKey; onAsk(what: 'rotate' | 'revoke'): void }) {
  const icon = 'size-4'
  const rotate = {
    label: 'Rotate',
    icon: <RotateCw className={icon} aria-hidden />,
    onSelect: () => onAsk('rotate'),
  }
  const revoke = {
    label: 'Revoke',
    icon: <KeyRound className={icon} aria-hidden />,
    danger: true,
    onSelect: () => onAsk('revoke'),
  }
  return <MoreMenu of={of.name} actions={isOver(of.expires_at) ? [revoke] : [rotate, revoke]} />
}
