import clsx from 'clsx'
import { Search } from 'lucide-react'
import { inputLook } from './field-parts.tsx'

export interface SearchFieldProps {
  label: string
  value: string
  onValueChange(value: string): void
  className?: string
}

/** Narrows what is on the page while one types; Escape empties it. */
export function SearchField({ label, value, onValueChange, className }: SearchFieldProps) {
  return (
    <div className={clsx('relative', className)}>
      <Search className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-faint" aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault()
            onValueChange('')
          }
        }}
        className={clsx(inputLook, 'h-9 pl-8.5')}
      />
    </div>
  )
}
