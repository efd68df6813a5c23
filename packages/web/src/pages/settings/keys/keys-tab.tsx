import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { settingsQueries } from '../queries.ts'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { KeyTable } from './key-table.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

/** The keys of the account, for scripts, the CLI, and clients of the Sales Platform. */
export function KeysTab() {
  return useMay('api_keys.manage') ? <Keys /> : <ReadOnlyNote what="see and make API keys" />
}

function Keys() {
  const query = useQuery(settingsQueries.keys())
  const [making, setMaking] = useState(false)
  const create = (
    <Button kind="primary" icon={<KeyRound className="size-4" aria-hidden />} onClick={() => setMaking(true)}>
      Create API key
    </Button>
  )
  const some = (query.data?.items.length ?? 0) > 0
  return (
    <Section
      title="API keys"
      lead="For scripts, the command line, and clients of the Sales Platform. An agent’s own keys are on its endpoint."
      actions={some && create}
    >
      <Loaded query={query} skeleton={<SkeletonList count={3} className="space-y-2" item="h-16" />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No API keys yet" action={create}>
              With one, a script does what you can do here: its role says how much.
            </EmptyState>
          ) : (
            <KeyTable keys={items} />
          )
        }
      </Loaded>
      {making && <NewKeyDialog open onOpenChange={setMaking} />}
    </Section>
  )
}
