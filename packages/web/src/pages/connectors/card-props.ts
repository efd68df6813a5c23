import type { Connector } from '@jackfield/sdk'

/** What somebody wants to do with a connector. */
export type CardAct = 'connect' | 'disconnect' | 'ai-tools'

export interface ConnectorCardProps {
  connector: Connector
  /** Whether this person connects and disconnects. */
  manages: boolean
  /** It was connected or disconnected a moment ago, by this person. */
  moved: boolean
  /** It is being connected. */
  busy: boolean
  onAct(act: CardAct, connector: Connector): void
}
