import type { ConnectorList } from '@jackfield/sdk'
import { Notice } from '../../kit/notice.tsx'
import { TextLink } from '../../kit/text-link.tsx'

/** What somebody finds who looks for a CRM that the Sales Platform integrates itself (CAT-7). */
export function NativeAnswer({ native, linked }: { native: ConnectorList['native']; linked: boolean }) {
  return (
    <output className="block space-y-2 empty:hidden">
      {native.map(({ slug, name, message }) => (
        <Notice
          key={slug}
          title={`${name} has no connector`}
          action={
            linked && (
              <TextLink to="/agents/connectors/$connector" params={{ connector: 'integrations' }}>
                Open Integrations
              </TextLink>
            )
          }
        >
          {message} A connector is something else: it lets an agent act inside an app while it works. The CRMs
          that have one are HubSpot and Pipedrive.
        </Notice>
      ))}
    </output>
  )
}
