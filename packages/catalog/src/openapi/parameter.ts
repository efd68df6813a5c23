/** A parameter, with what is absent filled in as the specification says. */
export interface Parameter {
  name: string
  in: string
  style: string
  explode: boolean
  required: boolean
  description: string | undefined
  schema: unknown
  /** The media type, where the value is written in one. */
  mediaType: string | undefined
}
