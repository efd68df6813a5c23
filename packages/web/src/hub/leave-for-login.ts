const open = /^\/(login|setup|accept-invitation)$/

/** Goes to the login page, which comes back to where one is. All that was kept of this person goes with the page. */
export function leaveForLogin(): void {
  const { pathname, search } = window.location
  if (open.test(pathname)) return
  const back =
    pathname === '/' && search === '' ? '' : `?${new URLSearchParams({ return_to: pathname + search })}`
  window.location.assign(`/login${back}`)
}
