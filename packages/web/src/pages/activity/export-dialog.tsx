import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonLook } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { exportAddress } from './filter.ts'
import type { Filters } from './filter.ts'

/** Downloads what the filters leave. */
export function ExportButton({ filters }: { filters: Filters }) {
  const [open, setOpen] = useState(false)
  const narrowed = Object.keys(filters).length > 0
  return (
    <>
      <Button icon={<Download className="size-4" aria-hidden />} onClick={() => setOpen(true)}>
        Export
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Export the log"
        lead={
          narrowed
            ? 'Every event that the filters leave, not only those on the page, oldest first.'
            : 'Every event of the account, oldest first. Set filters first to get less.'
        }
        actions={
          open && (
            <>
              <DownloadLink filters={filters} format="csv" words="Download CSV" />
              <DownloadLink filters={filters} format="jsonl" words="Download JSON lines" />
            </>
          )
        }
      >
        <ul className="list-disc space-y-1.5 pl-5 text-ink-soft">
          <li>
            CSV opens in a spreadsheet. JSON lines hold all that is needed to check the chain elsewhere.
          </li>
          <li>Arguments are masked, as they are here. The intents of calls are included.</li>
          <li>The export is itself recorded in this log, with your name and the filters.</li>
        </ul>
      </Dialog>
    </>
  )
}

interface DownloadLinkProps {
  filters: Filters
  format: 'csv' | 'jsonl'
  words: string
}

function DownloadLink({ filters, format, words }: DownloadLinkProps) {
  return (
    <a href={exportAddress(filters, format)} download className={buttonLook()}>
      <Download className="size-4" aria-hidden />
      {words}
    </a>
  )
}
