import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useEffect } from 'react'
import type { ReactNode } from 'react'

export interface Crumb {
  label: string
  to: LinkProps['to']
  params?: LinkProps['params']
}

export interface PageProps {
  /** The heading; its text is the window's title, too. */
  title: string
  /** Stands before the title: a logo. */
  mark?: ReactNode
  /** Beside the title: pills. */
  beside?: ReactNode
  lead?: ReactNode
  /** The way here, without this page. */
  crumbs?: Crumb[]
  /** Buttons, the most important first. */
  actions?: ReactNode
  /** Below the header, for example tabs. */
  tabs?: ReactNode
  /** For forms and texts; tables and grids take the whole width. */
  narrow?: boolean
  children: ReactNode
}

/** Every page inside the shell: where one is, what can be done, and the content. */
export function Page({ title, mark, beside, lead, crumbs = [], actions, tabs, narrow, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Jackfield`
  }, [title])
  return (
    <div className={clsx('mx-auto w-full px-4 pt-6 pb-24 sm:px-8', narrow ? 'max-w-3xl' : 'max-w-7xl')}>
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-60 items-start gap-4">
          {mark}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
              {beside}
            </div>
            {lead !== undefined && <div className="mt-1 max-w-2xl text-ink-soft wrap-anywhere">{lead}</div>}
          </div>
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {tabs}
      <div className="mt-6 space-y-8">{children}</div>
    </div>
  )
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-3">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-ink-soft">
        {crumbs.map(({ label, to, params }) => (
          <li key={label} className="flex min-w-0 items-center gap-1">
            <Link
              to={to}
              params={params as never}
              className="truncate rounded-control py-1 hover:text-ink hover:underline"
            >
              {label}
            </Link>
            <ChevronRight className="size-3.5 text-ink-faint" aria-hidden />
          </li>
        ))}
      </ol>
    </nav>
  )
}
