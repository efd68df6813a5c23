import type { Policy, ToolsetTool } from '@jackfield/sdk'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { buttonLook } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { EffectPill } from '../../../kit/effect-pill.tsx'
import { Logo } from '../../../kit/logo.tsx'
import type { LogoProps } from '../../../kit/logo.tsx'
import { LongText } from '../../../kit/long-text.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { PolicyField } from './policy-field.tsx'
import { limitOf } from './policy-limits.ts'

/** What is shown of a tool's connector. */
export interface ToolOrigin extends Pick<LogoProps, 'src' | 'family'> {
  name: string
}

export interface ToolRowProps {
  agentId: string
  tool: ToolsetTool
  origin: ToolOrigin
  readOnly: boolean
  selected: boolean
  onSelect(name: string, selected: boolean): void
  onPolicy(tool: ToolsetTool, policy: Policy): void
}

/** One tool of the agent. Kept as it is while others change: there may be hundreds. */
export const ToolRow = memo(function ToolRow({ agentId, tool, origin, ...row }: ToolRowProps) {
  const { readOnly, selected, onSelect, onPolicy } = row
  const blocked = tool.policy === 'block'
  return (
    <div className="flex gap-3 px-3 py-3 sm:px-4">
      {!readOnly && (
        <Checkbox
          label={<span className="sr-only">Select {tool.name}</span>}
          checked={selected}
          onCheckedChange={(on) => onSelect(tool.name, on)}
          disabled={tool.rule === null}
        />
      )}
      <Logo src={origin.src} family={origin.family} size="small" />
      <div className="flex min-w-0 flex-1 flex-col gap-2 sm:flex-row sm:gap-4">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className={clsx('font-medium wrap-anywhere', blocked && 'text-ink-faint line-through')}>
              {tool.name}
            </code>
            <EffectPill effect={tool.effect} />
            {tool.held && <Pill tone="warn">Changed, waits for a person</Pill>}
            <span className="text-xs text-ink-soft wrap-anywhere">{origin.name}</span>
          </div>
          <About tool={tool} />
        </div>
        <div className="flex shrink-0 flex-wrap items-start gap-2 sm:w-52 sm:justify-end">
          <div className="min-w-0">
            <PolicyField tool={tool} readOnly={readOnly} onChange={(policy) => onPolicy(tool, policy)} />
          </div>
          {!blocked && (
            <Link
              to="/agents/$agent/try"
              params={{ agent: agentId }}
              search={{ tool: tool.name }}
              className={buttonLook('quiet', 'small')}
            >
              Try it<span className="sr-only">: {tool.name}</span>
            </Link>
          )}
          <Why tool={tool} />
        </div>
      </div>
    </div>
  )
})

function About({ tool: { name, title, description } }: { tool: ToolsetTool }) {
  return (
    <div className="text-ink-soft">
      {title !== undefined && !saysTheSame(title, name) && <p className="text-ink wrap-anywhere">{title}</p>}
      <LongText text={description.trim()} size="short" />
    </div>
  )
}

/** `Slack: list channels` says nothing that `slack_list_channels` does not. */
function saysTheSame(title: string, name: string): boolean {
  return lettersOf(name).endsWith(lettersOf(title))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function Why({ tool }: { tool: ToolsetTool }): ReactNode {
  if (tool.rule === null) return <Reason>Documentation: no policy is about it.</Reason>
  const { why } = limitOf(tool)
  return why === undefined ? null : <Reason>{why}</Reason>
}

function Reason({ children }: { children: string }) {
  return <p className="w-full text-xs text-ink-soft sm:text-right">{children}</p>
}
