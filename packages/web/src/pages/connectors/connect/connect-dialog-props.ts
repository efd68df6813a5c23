import type { Connector } from '@jackfield/sdk'

export interface ConnectDialogProps {
  connector: Connector
  open: boolean
  onOpenChange(open: boolean): void
  /** It is connected now. A sign-in ends on the Connectors page instead, after leaving this one. */
  onConnected?(): void
}
