import type { ConnectionMap, Connector } from '@jackfield/sdk'

type Filed =
  | Pick<Connector, 'family' | 'app'>
  | Pick<ConnectionMap['connectors'][number], 'family' | 'category'>

/** The one category that a connector has (CAT-8). */
export function categoryOf(connector: Filed): string {
  if (connector.family === 'platform') return 'Sales Platform'
  const own = 'category' in connector ? connector.category : connector.app?.category
  return own ?? 'Custom'
}
