import type { Generated } from 'kysely'
import type { Timestamp } from './column-types.ts'

type RequestStatus = 'open' | 'planned' | 'shipped' | 'declined'

/** An app that people of the account miss (CAT-16). */
export interface ConnectorRequestTable {
  id: string
  account_id: string
  app: string
  /** The name without capitals and spaces: one request for one app. */
  app_key: string
  note: string
  status: Generated<RequestStatus>
  requested_by: string
  requested_by_name: string
  created_at: Timestamp
  updated_at: Timestamp
}

/** Who wants a requested app, the requester included. */
export interface ConnectorRequestVoteTable {
  request_id: string
  account_id: string
  voter_id: string
  note: string
  created_at: Timestamp
}
