/** A description that has one of everything that tools are made from. */
export const warehouse = {
  openapi: '3.0.3',
  info: { title: 'Warehouse', version: '2', description: 'What is in stock.' },
  externalDocs: { url: 'https://docs.warehouse.example.com' },
  servers: [{ url: 'https://{region}.warehouse.example.com/v2/', variables: { region: { default: 'eu' } } }],
  security: [{ signIn: ['stock:read'] }],
  paths: {
    '/items': {
      parameters: [{ $ref: '#/components/parameters/Tenant' }],
      get: {
        operationId: 'listItems',
        summary: 'List items',
        description: 'Newest first.',
        tags: ['Stock'],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            description: 'How many',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          },
          { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'integer' } } },
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { state: { type: 'string', enum: ['new', 'sold'] } } },
          },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { schema: { type: 'array', items: {} } } },
          },
        },
      },
      post: {
        operationId: 'create item!',
        summary: 'Create an item',
        security: [{ signIn: ['stock:write'] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewItem' } } },
        },
        responses: { 201: { description: 'ok' } },
      },
    },
    '/items/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getItem', responses: { 200: { description: 'ok' } } },
      patch: {
        operationId: 'patchItem',
        requestBody: {
          required: true,
          content: {
            'application/merge-patch+json': {
              schema: {
                type: 'object',
                required: ['id'],
                properties: { id: { type: 'string' }, name: { type: 'string', nullable: true } },
              },
            },
          },
        },
        responses: { 200: { description: 'ok' } },
      },
      put: {
        operationId: 'replaceItem',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                oneOf: [
                  { $ref: '#/components/schemas/NewItem' },
                  { type: 'array', items: { type: 'string' } },
                ],
              },
            },
          },
        },
        responses: { 200: { description: 'ok' } },
      },
      delete: { responses: { 204: { description: 'gone' } } },
    },
    '/items/{id}/label': {
      get: {
        operationId: 'printLabel',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'ok', content: { 'application/pdf': {} } } },
      },
      put: {
        operationId: 'noteLabel',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' } } } },
        responses: { 200: { description: 'ok' } },
      },
    },
    '/uploads': {
      post: {
        operationId: 'upload',
        requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } },
        responses: { 200: { description: 'ok' } },
      },
    },
    '/{api}/odd': {
      get: {
        operationId: 'odd',
        parameters: [{ name: 'api', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'ok' } },
      },
    },
  },
  components: {
    parameters: { Tenant: { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string' } } },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Tenant' },
      old: { type: 'apiKey', in: 'query', name: 'key' },
      signIn: {
        type: 'oauth2',
        flows: {
          authorizationCode: {
            authorizationUrl: 'https://login.example.com/authorize?audience=warehouse',
            tokenUrl: 'https://login.example.com/token',
            scopes: { 'stock:read': 'read', 'stock:write': 'write' },
          },
        },
      },
    },
    schemas: {
      NewItem: {
        allOf: [
          { $ref: '#/components/schemas/Named' },
          {
            type: 'object',
            required: ['price'],
            properties: {
              price: { type: 'number', minimum: 0, exclusiveMinimum: true, description: 'In euros' },
              number: { type: 'integer', readOnly: true },
              parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
            },
          },
        ],
      },
      Named: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 60 } } },
      Part: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
        },
      },
    },
  },
}

/** A description with these paths, and whatever else is said. */
export function described(paths: object, more: object = {}): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Odd', version: '1' },
    servers: [{ url: 'https://odd.example.com' }],
    paths,
    ...more,
  })
}
