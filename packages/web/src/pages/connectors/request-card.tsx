import { Plus } from 'lucide-react'
import { wholeCard } from './card-name.tsx'

/** The last card of the grid, whatever is above it (UX-8). */
export function RequestCard({ onOpen }: { onOpen(): void }) {
  return (
    <li className="relative flex min-h-40 flex-col items-start gap-1 rounded-card border border-dashed border-control/60 p-3.5 transition-colors duration-150 hover:border-control hover:bg-sunken/60">
      <span className="mb-2 grid size-10 place-items-center rounded-control border border-dashed border-control/60 text-ink-soft">
        <Plus className="size-4.5" aria-hidden />
      </span>
      <h3 className="font-semibold">
        <button
          type="button"
          onClick={onOpen}
          className={`rounded-control text-left focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent ${wholeCard}`}
        >
          Request a connector
        </button>
      </h3>
      <p className="text-ink-soft">
        Don’t see the app you need? Say which one, or vote for what others miss.
      </p>
    </li>
  )
}
