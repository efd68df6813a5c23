const KEY = 'jackfield.reloaded'
/** Twice within this is no update, but something that a reload does not mend. */
const AGAIN_MS = 10_000

/**
 * A page that is open while the hub is updated asks for parts that are gone: it is loaded anew, once.
 * (`vite:preloadError`: vite.dev/guide/build#load-error-handling)
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY))
    if (Date.now() - last < AGAIN_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    event.preventDefault()
    window.location.reload()
  })
}
