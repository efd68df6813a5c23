import type { ReactNode } from 'react'
import { useId } from 'react'
import { Button } from '../../kit/button.tsx'
import { Form } from '../../kit/form.tsx'
import { AboutFields } from './about-fields.tsx'
import { Acknowledgement } from './acknowledgement.tsx'
import { AdvancedSettings } from './advanced-settings.tsx'
import { HeaderRows } from './header-rows.tsx'
import type { PartProps } from './part-props.ts'
import { ServerFields } from './server-fields.tsx'
import { TestPanel } from './test-panel.tsx'

export interface CustomFormProps extends PartProps {
  /** What the button says. */
  action: string
  /** Whether the box has to be ticked for what is in the form now. */
  acknowledges: boolean
  /** Why it cannot be submitted yet, apart from that. */
  waitsFor?: string | undefined
  onSubmit(): Promise<unknown>
  /** Beside the button: the way out. */
  cancel: ReactNode
  /** Above the button. */
  children?: ReactNode
}

/** A custom connector: what it is called, where its server is, what goes along (CUS-1). */
export function CustomForm(props: CustomFormProps) {
  const { draft, change, connector, action, acknowledges, waitsFor, onSubmit, cancel, children } = props
  const reason = useId()
  const part = { draft, change, connector }
  const waits = acknowledges && !draft.acknowledged ? 'Tick the box above first.' : waitsFor
  // Without a connection there is nothing whose address or headers could be edited.
  const reachable = connector?.status !== 'available'
  return (
    <Form onSubmit={onSubmit} className="space-y-8">
      {({ busy, issues }) => (
        <>
          <AboutFields {...part} />
          {reachable && (
            <>
              <ServerFields {...part} />
              <HeaderRows {...part} />
            </>
          )}
          <AdvancedSettings {...part} issues={issues} reachable={reachable} />
          {reachable && <TestPanel {...part} />}
          <div className="space-y-5 border-t border-hairline pt-6">
            {acknowledges && <Acknowledgement {...part} />}
            {children}
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <Button
                kind="primary"
                type="submit"
                busy={busy}
                disabled={waits !== undefined}
                aria-describedby={waits === undefined ? undefined : reason}
              >
                {action}
              </Button>
              {cancel}
              {waits !== undefined && (
                <p id={reason} className="text-xs text-ink-soft">
                  {waits}
                </p>
              )}
            </div>
          </div>
        </>
      )}
    </Form>
  )
}
