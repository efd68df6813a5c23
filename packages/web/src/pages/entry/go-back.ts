/**
 * Leaves for where somebody was on the way to, as a whole page: nothing of another person is kept. Only to a page of
 * this hub, since the parameter may come from anywhere.
 */
export function goBack(returnTo: string | undefined): void {
  const { origin } = window.location
  const back =
    returnTo !== undefined && URL.canParse(returnTo, origin) ? new URL(returnTo, origin) : undefined
  window.location.replace(back?.origin === origin ? back : '/')
}
