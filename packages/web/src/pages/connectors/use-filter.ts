import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Filter } from './connector-groups.ts'

const route = getRouteApi('/shell/agents/connectors')
const PAUSE_MS = 250

/**
 * What the page shows, kept in its address (UX-4). The text applies with every key; the address follows when one stops
 * typing, because browsers refuse to change it often.
 */
export function useFilter() {
  const { q = '', show, category } = route.useSearch()
  const navigate = route.useNavigate()
  const [text, setText] = useState(q)
  const written = useRef(q)
  const write = useCallback(
    (change: Partial<Filter>) =>
      void navigate({
        search: (before) => withoutEmpty({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  useEffect(() => {
    // The address was changed by something else: a link, or the way back.
    if (q !== written.current) {
      written.current = q
      setText(q)
    }
  }, [q])
  useEffect(() => {
    if (text === written.current) return
    const timer = setTimeout(() => {
      written.current = text
      write({ q: text })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, write])
  const filter: Filter = withoutEmpty({ q: text, show, category })
  const clear = () => {
    setText('')
    written.current = ''
    write({ q: undefined, show: undefined, category: undefined })
  }
  return { filter, settled: q, setText, write, clear }
}

function withoutEmpty<T extends object>(search: T): T {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  ) as T
}
