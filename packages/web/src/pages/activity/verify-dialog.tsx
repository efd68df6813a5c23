import type { AuditVerification } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorNotice } from '../../kit/error-notice.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Spinner } from '../../kit/spinner.tsx'
import { count, number } from '../../kit/words.tsx'

/** Checks that no event was changed or taken out, and says what came of it. */
export function VerifyButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<ShieldCheck className="size-4" aria-hidden />} onClick={() => setOpen(true)}>
        Verify the chain
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Verify the chain"
        lead="Every event carries the hash of the one before it, so what is changed or taken out later shows."
      >
        {open && <Verification />}
      </Dialog>
    </>
  )
}

function Verification() {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['audit-verification'],
    queryFn: ({ signal }) => hub.audit.verify({ signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  return (
    <div aria-live="polite" className="space-y-4">
      {isFetching && (
        <p className="flex items-center gap-2 text-ink-soft">
          <Spinner /> Reading the whole log and computing its hashes
        </p>
      )}
      {!isFetching && error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!isFetching && data && <Result found={data} />}
    </div>
  )
}

function Result({ found }: { found: AuditVerification }) {
  const { ok, events, broken_at, pruned_before } = found
  return (
    <>
      {ok ? (
        <Notice tone="good" title="The chain holds">
          <p>{count(events, 'event')}, and each is as it was written.</p>
        </Notice>
      ) : (
        <Notice tone="bad" title={`The chain breaks at event ${number(broken_at ?? 0)}`}>
          <p>
            This event is missing, misplaced or not as it was written. The {count(events, 'event')} before it
            hold. Compare the log with an export or a backup from before, and find out who could write to the
            database.
          </p>
        </Notice>
      )}
      {pruned_before !== undefined && (
        <p className="text-ink-soft">
          The log begins with event {number(pruned_before)}: older ones were deleted after their time.
        </p>
      )}
      <p className="text-xs text-ink-soft">
        Whoever can write to the database could forge a whole new chain. Against that, keep exports elsewhere
        and compare their newest hash.
      </p>
    </>
  )
}
