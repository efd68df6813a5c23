import { Trash2 } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { Logo } from '../../../kit/logo.tsx'
import { MoreMenu } from '../../../kit/more-menu.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Td } from '../../../kit/table.tsx'
import type { OAuthApp } from './oauth-app-list.ts'

export interface OAuthAppRowProps {
  app: OAuthApp
  onSet(): void
  onRemove(): void
}

/** One app, and whose OAuth app its sign-ins go through. */
export function OAuthAppRow({ app, onSet, onRemove }: OAuthAppRowProps) {
  const { name, logo, client } = app
  const isOwn = client?.owner === 'account'
  const words = isOwn ? 'Replace' : client ? 'Use your own' : 'Set up'
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="min-w-40 md:min-w-56">
        <div className="flex items-center gap-3">
          <Logo src={logo} family="app" size="small" />
          <div className="min-w-0">
            <p className="font-medium wrap-anywhere">{name}</p>
            <div className="mt-1 md:hidden">
              <Whose client={client} />
            </div>
          </div>
        </div>
      </Td>
      <Td className="w-2/3 max-md:hidden">
        <Whose client={client} />
      </Td>
      <Td className="w-0">
        <div className="flex items-center justify-end gap-1">
          <Button size="small" onClick={onSet} aria-label={`${words}: OAuth app of ${name}`}>
            {words}
          </Button>
          {isOwn && (
            <MoreMenu
              of={`the OAuth app of ${name}`}
              actions={[
                {
                  label: 'Delete the OAuth app',
                  icon: <Trash2 className="size-4" aria-hidden />,
                  danger: true,
                  onSelect: onRemove,
                },
              ]}
            />
          )}
        </div>
      </Td>
    </tr>
  )
}

function Whose({ client }: Pick<OAuthApp, 'client'>) {
  if (client === null) return <span className="text-ink-faint">Not set up</span>
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
      {client.owner === 'account' ? <Pill tone="good">Yours</Pill> : <Pill>The installation’s</Pill>}
      <code className="text-ink-soft wrap-anywhere">{client.client_id}</code>
    </div>
  )
}
