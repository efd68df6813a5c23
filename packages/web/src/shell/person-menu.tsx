import { Menu } from '@base-ui/react/menu'
import { Check, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { hub } from '../hub/client.ts'
import { useAction } from '../hub/use-action.ts'
import { useMe } from '../hub/use-me.ts'
import { itemLook, popupLook } from '../kit/popup-looks.ts'
import { useTheme } from './theme.ts'
import type { Theme } from './theme.ts'

const themes: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
]

/** Who is logged in, the theme, and the way out. */
export function PersonMenu() {
  const me = useMe()
  const [theme, setTheme] = useTheme()
  const leaving = useAction({
    run: () => hub.session.logOut(),
    done: () => {
      window.location.assign('/login')
      return undefined
    },
  })
  const name = me.user?.name ?? me.key?.name ?? ''
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken">
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-tint text-xs font-semibold text-accent"
        >
          {initial(name)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-xs text-ink-soft">{me.role}</span>
        </span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" side="top" sideOffset={4} className="z-50">
          <Menu.Popup className={popupLook}>
            <Menu.Group>
              <Menu.GroupLabel className="px-2.5 py-1.5 text-xs text-ink-faint">
                {me.user?.email ?? 'API key'}
              </Menu.GroupLabel>
              <Menu.RadioGroup value={theme} onValueChange={setTheme}>
                {themes.map(({ value, label, icon: Icon }) => (
                  <Menu.RadioItem key={value} value={value} className={itemLook}>
                    <Icon className="mt-0.5 size-4" aria-hidden />
                    <span className="flex-1">{label}</span>
                    <Menu.RadioItemIndicator>
                      <Check className="mt-0.5 size-4 text-accent" aria-hidden />
                    </Menu.RadioItemIndicator>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Group>
            <Menu.Separator className="my-1 h-px bg-hairline" />
            <Menu.Item className={itemLook} onClick={() => leaving.mutate()}>
              <LogOut className="mt-0.5 size-4" aria-hidden />
              Log out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** The first character as people count them: a letter with its accents, an emoji with its parts. */
function initial(name: string): string {
  const [first] = new Intl.Segmenter('en').segment(name)
  return first?.segment.toUpperCase() ?? ''
}
