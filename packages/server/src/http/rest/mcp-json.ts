import { McpJson, McpJsonImport, McpJsonInput } from '@jackfield/sdk/contract'
import { exportMcpJson } from '../../mcp-json/export-mcp-json.ts'
import { importMcpJson } from '../../mcp-json/import-mcp-json.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Connectors'

/** `.mcp.json` in and out. To be declared before `/connectors/{id}`, which would take these paths for ids. */
export function mcpJsonRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/connectors/import',
    tag,
    summary: 'Import the servers of a .mcp.json',
    description:
      'Adds the remote servers of the file as custom connectors. One that is refused does not stop the others. ' +
      '`${VAR}` and `${VAR:-default}` in addresses and headers are filled in from `variables`.',
    body: McpJsonInput,
    answer: McpJsonImport,
    run: ({ ctx, body }) => importMcpJson({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/connectors/export',
    tag,
    summary: 'Export the custom connectors as a .mcp.json',
    description: 'Secrets are `${VAR}`. Importing it with these variables set gives the same connectors.',
    answer: McpJson,
    run: ({ ctx }) => exportMcpJson({ ctx }),
  })
}
