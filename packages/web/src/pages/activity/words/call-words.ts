import type { About, Part, Words } from './parts.ts'

const at = ({ connector, hasConnector }: About): Part[] => (hasConnector ? [' on ', connector] : [])
const named = (did: string, tried: string) => (about: About) => [
  about.refused ? tried : did,
  { code: about.tool ?? '' },
  ...at(about),
]

/** What agents do. */
export const callWords: Words = {
  'tool.called': named('called ', 'tried to call '),
  'prompt.read': named('read the prompt ', 'tried to read the prompt '),
  'resource.read': named('read ', 'tried to read '),
}
