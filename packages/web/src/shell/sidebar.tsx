import { Link, useRouterState } from '@tanstack/react-router'
import clsx from 'clsx'
import { BookOpen, Search } from 'lucide-react'
import { useMe } from '../hub/use-me.ts'
import { AccountMenu } from './account-menu.tsx'
import { KeyCaps } from './key-caps.tsx'
import { openTo, places } from './navigation.ts'
import type { Place } from './navigation.ts'
import { PersonMenu } from './person-menu.tsx'

export interface SidebarProps {
  onSearch(): void
  /** Something in it was chosen; on a phone it closes then. */
  onLeave?(): void
}

/** The ways through the dashboard. */
export function Sidebar({ onSearch, onLeave }: SidebarProps) {
  const me = useMe()
  const shown = openTo(me, places)
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <AccountMenu />
      <button
        type="button"
        onClick={onSearch}
        className="flex h-9 items-center gap-2.5 rounded-control border border-hairline bg-surface px-2.5 text-left text-ink-soft hover:text-ink"
      >
        <Search className="size-4" aria-hidden />
        <span className="flex-1">Find</span>
        <span className="max-lg:hidden">
          <KeyCaps keys="ModK" />
        </span>
      </button>
      <nav aria-label="Main" className="flex-1 overflow-y-auto">
        <ul className="space-y-0.5">
          {shown.map((place) => (
            <li key={place.label}>
              <PlaceLink place={place} onLeave={onLeave} />
            </li>
          ))}
        </ul>
      </nav>
      <a href="/docs" target="_blank" rel="noreferrer" className={clsx(rowLook, 'text-ink-soft')}>
        <BookOpen className="size-4.5" aria-hidden />
        API reference
      </a>
      <PersonMenu />
    </div>
  )
}

const rowLook =
  'flex h-9 items-center gap-3 rounded-control px-2.5 transition-colors duration-150 hover:bg-sunken hover:text-ink'

function PlaceLink({ place, onLeave }: { place: Place; onLeave: (() => void) | undefined }) {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const current = isHere(place, path)
  return (
    <Link
      to={place.to}
      onClick={onLeave}
      aria-current={current ? 'page' : undefined}
      className={clsx(rowLook, current ? 'bg-accent-tint font-medium text-ink' : 'text-ink-soft')}
    >
      <place.icon className={clsx('size-4.5', current && 'text-accent')} aria-hidden />
      {place.label}
    </Link>
  )
}

/** An agent's page lies below `/agents`, and so do the connectors, which are a place of their own. */
function isHere(place: Place, path: string): boolean {
  const to = String(place.to)
  if (to === '/') return path === '/'
  if (to === '/agents') return path.startsWith('/agents') && !path.startsWith('/agents/connectors')
  return path.startsWith(to)
}
