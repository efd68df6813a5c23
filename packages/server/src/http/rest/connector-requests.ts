import {
  ConnectorRequest,
  ConnectorRequestInput,
  ConnectorRequestList,
  ConnectorRequestPatch,
  Id,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { listRequests } from '../../connector-requests/list-requests.ts'
import { requestConnector } from '../../connector-requests/request-connector.ts'
import { setRequestStatus } from '../../connector-requests/set-request-status.ts'
import { voteForRequest } from '../../connector-requests/vote-for-request.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Connector requests'
const params = z.strictObject({ id: Id })

/** Apps that people miss. */
export function connectorRequestRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/connector-requests',
    tag,
    summary: 'List connector requests',
    answer: ConnectorRequestList,
    run: ({ ctx }) => listRequests({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connector-requests',
    tag,
    summary: 'Request a connector',
    description: 'Where somebody asked for the same app before, this is a vote for that request.',
    body: ConnectorRequestInput,
    answer: ConnectorRequest,
    status: 201,
    run: ({ ctx, body }) => requestConnector({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connector-requests/{id}/vote',
    tag,
    summary: 'Vote for a connector request',
    params,
    answer: ConnectorRequest,
    run: ({ ctx, params: input }) => voteForRequest({ ctx, input }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/connector-requests/{id}',
    tag,
    summary: 'Set the status of a connector request',
    params,
    body: ConnectorRequestPatch,
    answer: ConnectorRequest,
    run: ({ ctx, params: { id }, body }) => setRequestStatus({ ctx, input: { ...body, id } }),
  })
}
