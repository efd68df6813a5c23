import type {
  Connector,
  ConnectorTestInput,
  CustomConnectorInput,
  CustomConnectorPatch,
} from '@jackfield/sdk'

/** One header as the form has it. */
export interface HeaderDraft {
  /** Tells rows apart while their names change. */
  key: number
  name: string
  value: string
  /** Its value is on the hub and stays there, unless another one is entered. */
  stored: boolean
}

/** A custom connector as the form has it. */
export interface Draft {
  name: string
  description: string
  logoUrl: string
  /** null: what is stored stays; it has parts that the hub does not show. */
  url: string | null
  transport: NonNullable<CustomConnectorInput['transport']>
  headers: HeaderDraft[]
  token: string
  tokenHeader: string
  readOnly: boolean
  trustHints: boolean
  acknowledged: boolean
}

/** What stands in a shown URL where the hub hides something. */
const MASK = '***'

export const emptyDraft: Draft = {
  name: '',
  description: '',
  logoUrl: '',
  url: '',
  transport: 'streamable-http',
  headers: [],
  token: '',
  tokenHeader: '',
  readOnly: false,
  trustHints: false,
  acknowledged: false,
}

/** What is stored, to be edited. */
export function draftOf(connector: Connector): Draft {
  const { name, description, logo_url, url, transport, headers, read_only, trust_hints } = connector
  return {
    ...emptyDraft,
    name,
    description,
    logoUrl: logo_url ?? '',
    url: url?.includes(MASK) ? null : (url ?? ''),
    transport: transport ?? 'streamable-http',
    headers: headers.map((header, key) => ({ key, name: header.name, value: '', stored: true })),
    readOnly: read_only,
    trustHints: trust_hints,
  }
}

/** What the hub is given for a new connector. */
export function inputOf(draft: Draft): CustomConnectorInput {
  const { name, description, logoUrl, readOnly, trustHints, acknowledged } = draft
  return {
    name,
    description,
    logo_url: logoUrl.trim() || null,
    ...reachOf(draft),
    read_only: readOnly,
    trust_hints: trustHints,
    acknowledged,
  }
}

/** How its server is reached: what a test needs. */
export function reachOf(draft: Draft): ConnectorTestInput {
  const { url, transport, headers } = draft
  return {
    url: url ?? '',
    transport,
    headers: headers.map(({ name, value }) => ({ name, value })),
    ...tokenOf(draft),
  }
}

/** Whether the connector moves to another server, as far as anyone can tell: stored secrets do not move along. */
export function moves({ url }: Draft, connector: Connector): boolean {
  const [next, present] = [url === null ? null : URL.parse(url), URL.parse(connector.url ?? '')]
  return next !== null && present !== null && next.origin !== present.origin
}

/** What the hub is told of an edit: only what is different. */
export function patchOf(draft: Draft, connector: Connector): Omit<CustomConnectorPatch, 'version'> {
  const { name, description, url, transport, readOnly, trustHints } = draft
  const logoUrl = draft.logoUrl.trim() || null
  return {
    ...(name !== connector.name && { name }),
    ...(description !== connector.description && { description }),
    ...(logoUrl !== connector.logo_url && { logo_url: logoUrl }),
    ...(url !== null && url !== connector.url && { url }),
    ...(transport !== connector.transport && { transport }),
    ...(headersChanged(draft, connector) && {
      headers: draft.headers.map(({ name: header, value }) => ({
        name: header,
        ...(value !== '' && { value }),
      })),
    }),
    ...tokenOf(draft),
    ...(readOnly !== connector.read_only && { read_only: readOnly }),
    ...(trustHints !== connector.trust_hints && { trust_hints: trustHints }),
  }
}

/** Whether an edit needs the acknowledgement again: another server, or other headers (CUS-22). */
export function needsAcknowledgement(draft: Draft, connector: Connector): boolean {
  return moves(draft, connector) || headersChanged(draft, connector) || draft.token !== ''
}

function headersChanged({ headers }: Draft, connector: Connector): boolean {
  return headers.some(({ value }) => value !== '') || namesOf(headers) !== namesOf(connector.headers)
}

function namesOf(headers: { name: string }[]): string {
  return headers.map(({ name }) => name).join('\n')
}

function tokenOf({ token, tokenHeader }: Draft): Pick<CustomConnectorInput, 'token' | 'token_header'> {
  if (token === '') return {}
  return { token, ...(tokenHeader.trim() !== '' && { token_header: tokenHeader }) }
}
