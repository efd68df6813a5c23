import { Dialog } from '@base-ui/react/dialog'
import { Outlet } from '@tanstack/react-router'
import { Menu as MenuIcon, Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMe } from '../hub/use-me.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { lazily } from '../kit/lazily.tsx'
import { JackfieldMark } from './mark.tsx'
import { Sidebar } from './sidebar.tsx'

const CommandPalette = lazily(async () => (await import('./command-palette.tsx')).CommandPalette)

/** What stands around every page of somebody who is logged in. */
export function Shell() {
  const [finding, setFinding] = useState(false)
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setFinding(true)
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [])
  const find = () => setFinding(true)
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-control bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
      >
        Skip to the content
      </a>
      <aside className="sticky top-0 hidden h-dvh border-r border-hairline lg:block">
        <Sidebar onSearch={find} />
      </aside>
      <TopBar onSearch={find} />
      <main id="main" tabIndex={-1} className="min-w-0 outline-none">
        <DemoStrip />
        <Outlet />
      </main>
      {finding && <CommandPalette open onOpenChange={setFinding} />}
    </div>
  )
}

/** On a phone the ways lie behind a button. */
function TopBar({ onSearch }: { onSearch(): void }) {
  const [open, setOpen] = useState(false)
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-hairline bg-paper px-3 lg:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger render={<IconButton label="Menu" />}>
          <MenuIcon className="size-5" aria-hidden />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Popup className="fixed inset-y-0 left-0 z-40 w-[min(18rem,calc(100vw-3rem))] border-r border-hairline bg-paper">
            <Dialog.Title className="sr-only">Menu</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton
                  label="Close menu"
                  className="absolute top-3 -right-10 border border-hairline bg-surface"
                />
              }
            >
              <X className="size-4" aria-hidden />
            </Dialog.Close>
            <Sidebar
              onLeave={() => setOpen(false)}
              onSearch={() => {
                setOpen(false)
                onSearch()
              }}
            />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <JackfieldMark className="size-5" />
      <span className="min-w-0 flex-1 truncate font-semibold">Jackfield</span>
      <IconButton label="Find" onClick={onSearch}>
        <Search className="size-5" aria-hidden />
      </IconButton>
    </header>
  )
}

/** Nobody should take the demo's people and numbers for real ones. */
function DemoStrip() {
  const { demo } = useMe()
  if (!demo) return null
  return (
    <p className="border-b border-accent/30 bg-accent-tint px-4 py-1.5 text-center text-xs text-ink">
      Demo: everything here is invented, the apps are stand-ins on this machine, and nothing leaves it.
    </p>
  )
}
