import { Button } from './button.tsx'

/** The next page of a list, on request. */
export function LoadMore({ more, busy, onLoad }: { more: boolean; busy: boolean; onLoad(): void }) {
  if (!more) return null
  return (
    <div className="flex justify-center pt-2">
      <Button busy={busy} onClick={onLoad}>
        Show more
      </Button>
    </div>
  )
}
