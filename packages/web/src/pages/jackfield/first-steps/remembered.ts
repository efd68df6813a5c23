import { useState } from 'react'
import { useMe } from '../../../hub/use-me.ts'

/** How somebody left the first steps of an account, as this browser remembers it. */
export type Left = 'dismissed' | 'done'

/** What is remembered, and how to remember it; undefined forgets. */
export function useLeft(): [Left | undefined, (left: Left | undefined) => void] {
  const key = `jackfield.first-steps.${useMe().account.id}`
  const [left, setLeft] = useState(() => read(key))
  const remember = (next: Left | undefined) => {
    if (next === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, next)
    setLeft(next)
  }
  return [left, remember]
}

function read(key: string): Left | undefined {
  const stored = localStorage.getItem(key)
  return stored === 'dismissed' || stored === 'done' ? stored : undefined
}
