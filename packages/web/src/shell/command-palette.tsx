import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { queries } from '../hub/queries.ts'
import { useMe } from '../hub/use-me.ts'
import { Jack } from '../kit/jack.tsx'
import { itemLook } from '../kit/popup-looks.ts'
import { findings } from './findings.ts'
import type { Finding } from './findings.ts'

/** Goes anywhere by a few letters: places, agents, connectors. */
export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[min(38rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-hairline bg-surface shadow-lifted">
          <Dialog.Title className="sr-only">Find</Dialog.Title>
          <Finder onLeave={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ onLeave }: { onLeave(): void }) {
  const navigate = useNavigate()
  const agents = useQuery(queries.agents()).data?.items ?? []
  const connectors = useQuery(queries.connectors()).data?.items ?? []
  const groups = findings({ me: useMe(), agents, connectors })
  const go = (finding: Finding) => {
    onLeave()
    void navigate({ to: finding.to })
  }
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(finding: Finding) => `${finding.label} ${finding.words}`}
    >
      <Autocomplete.Input
        aria-label="Find a page, an agent or a connector"
        placeholder="Find a page, an agent or a connector"
        className="h-13 border-b border-hairline bg-transparent px-5 text-base placeholder:text-ink-faint focus-visible:outline-none"
      />
      <Autocomplete.Empty className="px-5 text-ink-soft empty:hidden">
        <p className="py-8 text-center">Nothing is called that.</p>
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 overflow-y-auto p-2 empty:hidden">
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.label} items={group.items} className="pb-2 last:pb-0">
            <Autocomplete.GroupLabel className="px-2.5 py-1.5 text-xs text-ink-faint">
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(finding: Finding) => (
                <Autocomplete.Item
                  key={finding.to}
                  value={finding}
                  onClick={() => go(finding)}
                  className={itemLook}
                >
                  {finding.jack && <Jack state={finding.jack} className="mt-0.5" />}
                  <span className="min-w-0 flex-1 truncate">{finding.label}</span>
                  <span className="truncate text-xs leading-5.5 text-ink-faint">{finding.note}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}
