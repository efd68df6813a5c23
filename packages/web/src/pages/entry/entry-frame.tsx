import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { JackfieldMark } from '../../shell/mark.tsx'
import { FieldMotif } from './field-motif.tsx'

/** What stands around a page for somebody who is not logged in: the field beside the form, or above it on a phone. */
export function EntryFrame({
  title,
  lead,
  children,
}: {
  title: string
  lead: ReactNode
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Jackfield`
  }, [title])
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(32rem,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <div className="relative h-28 overflow-hidden border-b border-hairline bg-sunken sm:h-36 lg:order-last lg:h-auto lg:border-b-0 lg:border-l">
        <div className="absolute inset-0 lg:fixed lg:inset-y-0 lg:right-0 lg:left-auto lg:w-6/11">
          <FieldMotif />
        </div>
      </div>
      <main className="grid content-start justify-items-center px-4 pt-8 pb-12 sm:px-8 lg:content-center lg:py-16">
        <div className="w-full max-w-105">
          <div className="mb-8 flex items-center gap-3">
            <JackfieldMark />
            <span className="text-base font-semibold">Jackfield</span>
          </div>
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-2 text-ink-soft">{lead}</p>
          <div className="mt-8">{children}</div>
        </div>
      </main>
    </div>
  )
}
