import { keyVariable } from '@jackfield/sdk'
import { KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { SecretOnce } from '../../../kit/secret-once.tsx'
import { keyKind, serverName } from '../target.ts'
import type { Target } from '../target.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'
import type { MadeKey, TargetKeys } from './use-target-keys.ts'

export interface KeyInBlocksProps {
  target: Target
  keys: TargetKeys
  made: MadeKey | undefined
  onMade(made: MadeKey): void
  hidden: boolean
  onHide(hidden: boolean): void
}

/** Which key stands in the blocks below: a new one, or a variable in its place. */
export function KeyInBlocks({ target, keys, made, onMade, hidden, onHide }: KeyInBlocksProps) {
  const [asked, setAsked] = useState(false)
  const variable = keyVariable(serverName(target), keyKind(target))
  return (
    <>
      {made ? (
        <Made key={made.secret} made={made} hidden={hidden} onHide={onHide} variable={variable} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card border border-hairline px-4 py-2.5">
          <p className="min-w-0 flex-1 basis-60 text-ink-soft">
            Below, <code className="text-ink wrap-anywhere">{variable}</code> stands for the key.
          </p>
          {keys.may && (
            <Button
              kind="primary"
              size="small"
              icon={<KeyRound className="size-3.5" aria-hidden />}
              onClick={() => setAsked(true)}
            >
              Create a key
            </Button>
          )}
        </div>
      )}
      <NewKeyDialog target={target} keys={keys} open={asked} onOpenChange={setAsked} onMade={onMade} />
    </>
  )
}

function Made({
  made,
  hidden,
  onHide,
  variable,
}: Pick<KeyInBlocksProps, 'hidden' | 'onHide'> & { made: MadeKey; variable: string }) {
  const ref = useRef<HTMLElement>(null)
  // Also after a rotation far below: it has to be seen, since it is shown this once.
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' })
    ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section ref={ref} tabIndex={-1} aria-label={`Key ${made.name}`} className="space-y-3 outline-none">
      <SecretOnce title={`Key ${made.name}`} secret={made.secret}>
        {made.inUrl
          ? 'It stands in the address below. Addresses end up in logs and histories: give it to this one client, and revoke it when it gets out.'
          : 'It stands in the blocks below, ready to paste. Whoever has it can use these tools.'}
      </SecretOnce>
      <Checkbox
        label="Leave the key out of the blocks"
        hint={
          <>
            Then <code>{variable}</code> stands in its place, for files that others see.
          </>
        }
        checked={hidden}
        onCheckedChange={onHide}
      />
    </section>
  )
}
