import type { ArgumentIssue } from '../schema/validator.ts'

/** Puts the focus at the first argument that something is wrong with, once what is wrong is drawn. */
export function focusFirst(place: HTMLElement | null, issues: ArgumentIssue[]): void {
  const ids = issues.map(({ path }) => ['argument', ...path].join('_'))
  setTimeout(() => {
    for (const id of ids) {
      const found = place?.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
      const control = found?.matches('fieldset')
        ? found.querySelector<HTMLElement>('input, select, textarea, button')
        : found
      if (control) return control.focus()
    }
  })
}
