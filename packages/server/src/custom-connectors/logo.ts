import { parseHttpUrl } from '../net/guarded-url.ts'

/** A logo is only ever shown, by the browser; its form is checked, its address is not ours to call (CUS-6). */
export function checkLogo(url: string | null | undefined): void {
  if (url) parseHttpUrl(url, 'logo_url')
}
