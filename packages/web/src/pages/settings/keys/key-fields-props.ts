import type { KeyDraft } from './key-draft.ts'

export interface KeyFieldsProps {
  draft: KeyDraft
  onChange(patch: Partial<KeyDraft>): void
}
