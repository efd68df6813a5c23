import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { inputLook } from './field-parts.tsx'
import { popupLook } from './popup-looks.ts'

export interface ComboboxInputProps {
  placeholder?: string | undefined
  /** What the button does that opens the list. */
  open: string
  mono?: boolean
}

/** Where one types a part of a name, and the button that shows the whole list. */
export function ComboboxInput({ placeholder, open, mono }: ComboboxInputProps) {
  return (
    <div className="relative">
      <Combobox.Input
        placeholder={placeholder}
        maxLength={200}
        className={clsx(inputLook, 'h-9 truncate pr-9', mono && 'font-mono text-xs')}
      />
      <Combobox.Trigger
        aria-label={open}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-faint"
      >
        <ChevronDown className="size-4" aria-hidden />
      </Combobox.Trigger>
    </div>
  )
}

/** What was found. @param empty says that nothing was */
export function ComboboxPopup({ empty, children }: { empty: string; children: ReactNode }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className="z-50">
        <Combobox.Popup className={popupLook}>
          <Combobox.Empty className="text-sm text-ink-soft">
            <p className="px-2.5 py-2">{empty}</p>
          </Combobox.Empty>
          {children}
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}
