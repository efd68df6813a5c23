import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import type { ConnectDialogProps } from './connect-dialog-props.ts'
import { KeyForm } from './key-form.tsx'
import { OAuthAppForm } from './oauth-app-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { stepOf } from './sign-in-step.ts'
import type { Step, Way } from './sign-in-step.ts'
import { ToolPreview } from './tool-preview.tsx'
import { WayChoice } from './way-choice.tsx'

/** Connects an external app: what it will be able to do, then a sign-in there or a key (CAT-2, SEC-10). */
export function ConnectAppDialog({ connector, open, onOpenChange, onConnected }: ConnectDialogProps) {
  const { name, status, status_reason: reason, app } = connector
  const query = useQuery({ ...queries.signInOptions(connector.id), enabled: open })
  const [chosen, setKind] = useState<Way['kind']>()
  const kind = chosen ?? app?.sign_in ?? undefined
  const [busy, setBusy] = useState(false)
  const form = useId()
  const change = (next: boolean) => {
    if (!next) setKind(undefined)
    onOpenChange(next)
  }
  const step = query.data && stepOf(query.data, kind)
  const again = status === 'needs_reconnect'
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={`${again ? 'Reconnect' : 'Connect'} ${name}`}
      lead={connector.description}
      actions={
        <>
          <Button kind="quiet" onClick={() => change(false)}>
            Cancel
          </Button>
          {step && (
            <Button kind="primary" type="submit" form={form} busy={busy}>
              {actionOf(step, name)}
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-6">
        {again && (
          <Notice tone="warn" title="Its access has ended">
            {reason}
          </Notice>
        )}
        <ToolPreview connector={connector} />
        <Loaded query={query} skeleton={<SkeletonList count={2} className="space-y-3" item="h-16" />}>
          {(options) => (
            <>
              <WayChoice name={name} ways={options.ways} value={kind} onValueChange={setKind} />
              <StepForm
                step={stepOf(options, kind)}
                form={{
                  id: form,
                  connector,
                  settings: options.settings,
                  hosts: options.hosts,
                  onBusyChange: setBusy,
                }}
                onConnected={() => {
                  change(false)
                  onConnected?.()
                }}
              />
            </>
          )}
        </Loaded>
      </div>
    </Dialog>
  )
}

interface StepFormProps {
  step: Step
  form: Parameters<typeof SignInForm>[0]['form']
  onConnected(): void
}

function StepForm({ step, form, onConnected }: StepFormProps) {
  if (step.kind === 'register') return <OAuthAppForm way={step.way} form={form} />
  if (step.kind === 'sign-in') return <SignInForm way={step.way} form={form} />
  return <KeyForm way={step.way} form={form} onConnected={onConnected} />
}

function actionOf({ kind }: Step, name: string): string {
  if (kind === 'register') return 'Save and go on'
  return kind === 'sign-in' ? `Continue to ${name}` : `Connect ${name}`
}
