import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { Context, Services } from '../../context.ts'

export type Schema = z.ZodType | undefined
/** The parsed value of a schema that is there; no field at all where there is none. */
type Field<Name extends string, S extends Schema> = S extends z.ZodType
  ? { [K in Name]: z.output<S> }
  : unknown

/** What every `run` gets beside its typed input. */
interface Surroundings {
  request: Request
  /** Headers for the answer, such as `set-cookie`. */
  answerHeaders: Headers
  /** Address of the client, for rate limits. */
  clientAddress: string
  services: Services
}

export type RunInput<
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  Public extends boolean,
> = Surroundings &
  Field<'params', P> &
  Field<'query', Q> &
  Field<'body', B> &
  (Public extends true ? unknown : { ctx: Context })

type RunAnswer<A extends Schema, Raw extends boolean> = Raw extends true
  ? Response
  : A extends z.ZodType
    ? z.input<A>
    : void

/** One REST endpoint: everything its route, its checks and its OpenAPI entry need. */
export interface Endpoint<
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  A extends Schema,
  Public extends boolean,
  Raw extends boolean,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, parameters in braces: `/agents/{id}`. */
  path: string
  tag: string
  /** One line, imperative; also the source of the operation id. */
  summary: string
  /** Markdown, where the summary does not say it all. */
  description?: string
  params?: P
  query?: Q
  body?: B
  /** Bytes that the body may have; 1 MiB if absent. */
  mostBytes?: number
  /** What a success answers. It is checked, and fields that it does not name are left out. */
  answer?: A
  /** 200 if absent, or 204 when there is no `answer`. */
  status?: ContentfulStatusCode | 204
  /** Needs no login; `run` then gets no `ctx`. */
  public?: Public
  /** `run` gives the whole Response, for downloads and streams. */
  raw?: Raw
  /** Media types of a raw answer, for OpenAPI. */
  produces?: string[]
  run: (input: RunInput<P, Q, B, Public>) => Promise<RunAnswer<A, Raw>> | RunAnswer<A, Raw>
}

/** What the untyped parts of an endpoint read. */
export type AnyEndpoint = Omit<Endpoint<Schema, Schema, Schema, Schema, boolean, boolean>, 'run'>
