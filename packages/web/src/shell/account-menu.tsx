import { Menu } from '@base-ui/react/menu'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { hub } from '../hub/client.ts'
import { useAction } from '../hub/use-action.ts'
import { useMe } from '../hub/use-me.ts'
import { JackfieldMark } from './mark.tsx'
import { itemLook, popupLook } from '../kit/popup-looks.ts'
import { lazily } from '../kit/lazily.tsx'

const NewAccountDialog = lazily(async () => (await import('./new-account-dialog.tsx')).NewAccountDialog)

/** Which account one works in, and the others. */
export function AccountMenu() {
  const me = useMe()
  const [creating, setCreating] = useState(false)
  const switching = useAction({
    run: (account_id: string) => hub.session.switchAccount({ account_id }),
    // All that is known belongs to the other account.
    done: () => {
      window.location.assign('/')
      return undefined
    },
  })
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger className="flex h-11 w-full items-center gap-2.5 rounded-control px-2 text-left hover:bg-sunken">
          <JackfieldMark />
          <span className="min-w-0 flex-1">
            <span className="sr-only">Account: </span>
            <span className="block truncate font-semibold">{me.account.name}</span>
          </span>
          <ChevronsUpDown className="size-4 text-ink-faint" aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="start" sideOffset={4} className="z-50">
            <Menu.Popup className={popupLook}>
              <Menu.RadioGroup value={me.account.id} onValueChange={(id) => switching.mutate(String(id))}>
                {me.accounts.map((account) => (
                  <Menu.RadioItem key={account.id} value={account.id} closeOnClick className={itemLook}>
                    <span className="min-w-0 flex-1 wrap-anywhere">{account.name}</span>
                    <span className="text-xs leading-5.5 text-ink-faint">{account.role}</span>
                    <span className="mt-0.5 size-4">
                      <Menu.RadioItemIndicator>
                        <Check className="size-4 text-accent" aria-hidden />
                      </Menu.RadioItemIndicator>
                    </span>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
              {me.actor === 'member' && (
                <>
                  <Menu.Separator className="my-1 h-px bg-hairline" />
                  <Menu.Item className={itemLook} onClick={() => setCreating(true)}>
                    <Plus className="mt-0.5 size-4" aria-hidden />
                    New account
                  </Menu.Item>
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {creating && <NewAccountDialog open onOpenChange={setCreating} />}
    </>
  )
}
