import { PencilLine, Power, RotateCw, Send, Trash2 } from 'lucide-react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { MoreMenu } from '../../../kit/more-menu.tsx'
import type { WebhookCardProps } from './webhook-card-props.ts'
import { webhookName } from './webhook-name.ts'

/** What can be done with one webhook. A test opens its deliveries, where one sees it arrive. */
export function WebhookActions({ webhook, onAsk }: WebhookCardProps) {
  const mayManage = useMay('webhooks.manage')
  const { id, version, enabled } = webhook
  const name = webhookName(webhook)
  const test = useAction({
    run: () => hub.webhooks.test(id),
    invalidates: ['webhooks'],
    done: () => {
      onAsk('deliveries')
      return undefined
    },
  })
  const turnOn = useAction({
    run: () => hub.webhooks.update(id, { version, enabled: true }),
    invalidates: ['webhooks'],
    done: () => ({ title: `Turned on ${name}`, description: 'It is told of what happens from now on.' }),
  })
  if (!mayManage) return null
  const icon = 'size-4'
  return (
    <>
      {enabled ? (
        <Button
          size="small"
          icon={<Send className="size-3.5" aria-hidden />}
          busy={test.isPending}
          onClick={() => test.mutate()}
        >
          Send a test
        </Button>
      ) : (
        <Button
          size="small"
          icon={<Power className="size-3.5" aria-hidden />}
          busy={turnOn.isPending}
          onClick={() => turnOn.mutate()}
        >
          Turn on
        </Button>
      )}
      <MoreMenu
        of={name}
        actions={[
          { label: 'Edit', icon: <PencilLine className={icon} aria-hidden />, onSelect: () => onAsk('edit') },
          {
            label: 'Rotate the secret',
            icon: <RotateCw className={icon} aria-hidden />,
            onSelect: () => onAsk('rotate'),
          },
          ...(enabled
            ? [
                {
                  label: 'Turn off',
                  icon: <Power className={icon} aria-hidden />,
                  onSelect: () => onAsk('off'),
                },
              ]
            : []),
          {
            label: 'Remove',
            icon: <Trash2 className={icon} aria-hidden />,
            danger: true,
            apart: true,
            onSelect: () => onAsk('remove'),
          },
        ]}
      />
    </>
  )
}
