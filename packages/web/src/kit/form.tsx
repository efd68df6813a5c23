import { Form as Base } from '@base-ui/react/form'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'
import { failureOf, placedAtFields } from './form-failure.ts'
import type { Failure, FieldOf } from './form-failure.ts'

export interface FormProps {
  /** For a button outside of it. */
  id?: string
  /** Does it. When it rejects, each issue goes to the field it names, and the rest above the form. */
  onSubmit(): Promise<unknown>
  /** Gets the state, for buttons and fields. */
  children: ReactNode | ((state: { busy: boolean; issues: Record<string, string> }) => ReactNode)
  className?: string
  onBusyChange?(busy: boolean): void
  /** Which field an error is of that names none, by its code: a wrong password stands at the password. */
  fieldOf?: FieldOf
}

const none = {}

/**
 * A form whose errors stand at the fields they are of. The name of a field is the name that the API gives it, for
 * example `headers.0.value`. After a failure the focus is at the first of them, or at what is said above the form.
 */
export function Form({ id, onSubmit, children, className, onBusyChange, fieldOf }: FormProps) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const issues = failure?.issues ?? none
  const submit = async () => {
    if (busy) return
    setBusy(true)
    onBusyChange?.(true)
    setFailure(undefined)
    try {
      await onSubmit()
    } catch (reason) {
      setFailure(failureOf(reason, fieldOf))
    } finally {
      setBusy(false)
      onBusyChange?.(false)
    }
  }
  return (
    <Base id={id} className={className ?? 'space-y-5'} errors={issues} onFormSubmit={() => void submit()}>
      {failure && <Above failure={failure} />}
      {typeof children === 'function' ? children({ busy, issues }) : children}
    </Base>
  )
}

/** What no field of the form says. It takes the focus, so that it comes into sight. */
function Above({ failure }: { failure: Failure }) {
  const ref = useRef<HTMLDivElement>(null)
  const [placed, setPlaced] = useState<ReturnType<typeof placedAtFields>>('all')
  useLayoutEffect(() => {
    const form = ref.current?.closest('form')
    setPlaced(form ? placedAtFields(failure, form) : 'none')
  }, [failure])
  useLayoutEffect(() => {
    if (placed === 'none') ref.current?.focus()
  }, [placed])
  return (
    <div ref={ref} tabIndex={-1} hidden={placed === 'all'} className="scroll-mt-20 rounded-card outline-none">
      {placed !== 'all' && <ErrorNotice error={failure.error} />}
    </div>
  )
}
