import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '../../kit/checkbox.tsx'
import { SecretField } from '../../kit/secret-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { PartProps } from './part-props.ts'

export interface AdvancedSettingsProps extends PartProps {
  /** What the hub found wrong, by field. */
  issues: Record<string, string>
  /** Whether it can be said how the server is reached. */
  reachable: boolean
}

/** What most connectors need not: a token with its header's name, and how far the server is trusted (UX-13). */
export function AdvancedSettings({ issues, reachable, ...part }: AdvancedSettingsProps) {
  const { draft, change } = part
  const [opened, setOpened] = useState(draft.readOnly || draft.trustHints)
  const open = opened || 'token' in issues || 'token_header' in issues
  return (
    <Collapsible.Root open={open} onOpenChange={setOpened}>
      <Collapsible.Trigger className="group -ml-1.5 flex h-8 items-center gap-1.5 rounded-control px-1.5 font-medium hover:bg-sunken">
        <ChevronRight
          className="size-4 text-ink-faint transition-transform duration-150 group-data-panel-open:rotate-90"
          aria-hidden
        />
        Advanced settings
      </Collapsible.Trigger>
      <Collapsible.Panel>
        <div className="mt-2 space-y-5 rounded-card border border-hairline bg-surface p-4">
          {reachable && <TokenFields {...part} />}
          <Checkbox
            label="Trust the server’s hints"
            hint="Believe the server when it says that a tool only reads. Otherwise every tool counts as writing. A hint that makes a tool look more dangerous is always believed."
            checked={draft.trustHints}
            onCheckedChange={(trustHints) => change({ trustHints })}
          />
          <Checkbox
            label="Use only the tools that read"
            hint={
              draft.readOnly && !draft.trustHints
                ? 'Without its hints being trusted, no tool counts as reading, so agents would get none.'
                : 'Agents get none of the others, whatever their policies say.'
            }
            checked={draft.readOnly}
            onCheckedChange={(readOnly) => change({ readOnly })}
          />
        </div>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function TokenFields({ draft, change, connector }: PartProps) {
  return (
    <div className="grid gap-x-3 gap-y-5 sm:grid-cols-2">
      <SecretField
        label="Access token"
        name="token"
        optional
        maxLength={8192}
        hint={
          connector
            ? 'Sent as the value of the auth header, in place of the stored one. Empty keeps what is stored.'
            : 'Sent as the value of the auth header. Stored encrypted.'
        }
        value={draft.token}
        onValueChange={(token) => change({ token })}
      />
      <TextField
        label="Auth header name"
        name="token_header"
        optional
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        mono
        placeholder="Authorization"
        hint="If the server expects another one, for example X-Api-Key."
        value={draft.tokenHeader}
        onValueChange={(tokenHeader) => change({ tokenHeader })}
      />
    </div>
  )
}
