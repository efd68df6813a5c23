import type { PolicyPreset } from '@jackfield/sdk'

/** The presets in words, from the most open. */
export const policyPresets: { value: PolicyPreset; label: string; note: string }[] = [
  { value: 'open', label: 'Open', note: 'Every tool runs. Single tools can be asked about or blocked.' },
  {
    value: 'careful',
    label: 'Careful',
    note: 'Tools that read run; those that write or destroy ask a person first.',
  },
  { value: 'read-only', label: 'Read-only', note: 'Only tools that read; everything else is blocked.' },
]
