const LONGEST_MS = 10_000

/**
 * Goes to another site. It resolves when this page is shown again, or when the browser did not go anywhere for a
 * while, so that the button stays busy until then.
 * @throws Error for what is no address of a site
 */
export function leaveFor(url: string): Promise<void> {
  if (!/^https?:\/\//.test(url)) throw new Error('The app gave no address to sign in at.')
  return new Promise((resolve) => {
    window.addEventListener('pageshow', () => resolve(), { once: true })
    setTimeout(resolve, LONGEST_MS)
    window.location.assign(url)
  })
}
