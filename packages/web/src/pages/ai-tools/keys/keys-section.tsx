import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import type { Target } from '../target.ts'
import { KeyTable } from './key-table.tsx'
import type { KeyTableProps } from './key-table.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

export interface KeysSectionProps extends Omit<KeyTableProps, 'items'> {
  target: Target
}

/** The keys that open the address now. */
export function KeysSection({ target, keys, onMade, onRevoked }: KeysSectionProps) {
  const [asked, setAsked] = useState(false)
  return (
    <Section
      title="Keys"
      lead="What opens this address. Secrets are kept as hashes: nobody can look at them again."
      actions={
        <Button size="small" onClick={() => setAsked(true)}>
          Create a key
        </Button>
      }
    >
      <Loaded query={keys.query} skeleton={<Skeleton className="h-28 rounded-card" />}>
        {(items) =>
          items.length > 0 ? (
            <KeyTable items={items} keys={keys} onMade={onMade} onRevoked={onRevoked} />
          ) : (
            <p className="rounded-card border border-dashed border-control/50 px-4 py-6 text-center text-ink-soft">
              No key yet, so nothing outside can use this address.
            </p>
          )
        }
      </Loaded>
      <NewKeyDialog target={target} keys={keys} open={asked} onOpenChange={setAsked} onMade={onMade} />
    </Section>
  )
}
