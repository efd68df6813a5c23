import { useNavigate } from '@tanstack/react-router'
import type { ActivitySearch } from './search.ts'

type Next = { [Name in keyof ActivitySearch]: ActivitySearch[Name] | undefined }
export type ChangeSearch = (next: Next) => void

/** Changes what the address says of the activity, here or on an agent's page; undefined takes something out. */
export function useChangeSearch(): ChangeSearch {
  const navigate = useNavigate()
  return (next) =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, ...next }),
      replace: true,
      resetScroll: false,
    })
}
