import { areas, toolDefinitions } from '@jackfield/platform'
import { z } from 'zod'
import { callAreaTool } from '../../calls/call-area-tool.ts'
import { version } from '../../version.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const about = `The tools of the Sales Platform as HTTP requests. The same tools are an MCP server at
\`/api/mcp/sales-management\`; this document follows from them. A refusal has the shape of every other error of the API;
\`error.details.reason\` is the tool's own code.`

/** The tools of all areas, for programs that speak no MCP. */
export function areaToolRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/platform/{domain}/{tool}',
    tag: 'Sales Platform',
    summary: 'Call a tool of the Sales Platform',
    description: 'Each tool has its own schemas: see `/api/v1/platform/openapi.json`.',
    params: z.strictObject({ domain: z.string().max(60), tool: z.string().max(60) }),
    body: z.record(z.string(), z.unknown()),
    answer: z.record(z.string(), z.unknown()),
    run: ({ ctx, params, body, request }) =>
      callAreaTool({ ctx, input: { ...params, arguments: body, signal: request.signal } }),
  })
  rest.app.get('/platform/openapi.json', (http) => http.json(areaDocument))
}

/** The OpenAPI 3.1 document of all areas, from the declarations of their tools. */
const areaDocument = {
  openapi: '3.1.0',
  info: { title: 'Jackfield Sales Platform', version, description: about, license: { name: 'Apache-2.0' } },
  servers: [{ url: '/api/v1' }],
  security: [{ bearer: [] }],
  tags: areas.map((area) => ({ name: area.name, description: area.about })),
  paths: Object.fromEntries(
    areas.flatMap((area) =>
      toolDefinitions(area).map((tool) => [
        `/platform/${area.domain}/${tool.name}`,
        {
          post: {
            tags: [area.name],
            summary: tool.title,
            description: tool.description,
            operationId: tool.name,
            requestBody: { required: true, content: { 'application/json': { schema: tool.inputSchema } } },
            responses: {
              200: {
                description: 'Done, or a preview',
                content: { 'application/json': { schema: tool.outputSchema } },
              },
              '4XX': {
                description: 'Refused',
                content: { 'application/json': { schema: { type: 'object' } } },
              },
            },
          },
        },
      ]),
    ),
  ),
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An API key' } } },
}
