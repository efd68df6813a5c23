import { useEffect, useState } from 'react'

/** The token of the link that led here. It leaves the address bar and the history at once, where others could read it. */
export function useLinkToken(fromAddress: string | undefined): string | undefined {
  const [token] = useState(fromAddress)
  useEffect(() => window.history.replaceState(window.history.state, '', window.location.pathname), [])
  return token
}
