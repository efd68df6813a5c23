/** The picture of a connector, fetched from the address that somebody entered (CUS-6). It can be fetched anew. */
export interface ConnectorLogoTable {
  connector_id: string
  account_id: string
  /** Which address was asked: see `sourceHash`. */
  source_hash: string
  /** What the bytes are, whatever their server says; null together with `picture` when none could be had. */
  media_type: string | null
  picture: Uint8Array | null
  /** Why the last try failed; a picture may be there from an earlier one. */
  failure: string | null
  /** The last try. */
  fetched_at: Date
}
