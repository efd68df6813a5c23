import type { Option } from '../../../kit/select-field.tsx'

/** A select has no value for nothing. */
export const ANY = 'any'

/** A choice with `Any ...` in front. What the address names and the list does not hold is offered by its id. */
export function withAny(
  any: string,
  options: Option<string>[],
  chosen: string | undefined,
): Option<string>[] {
  const known = chosen === undefined || options.some(({ value }) => value === chosen)
  return [
    { value: ANY, label: any },
    ...options,
    ...(known || chosen === undefined ? [] : [{ value: chosen, label: chosen, note: 'By its id' }]),
  ]
}

/** What the address says of a choice. */
export function unlessAny(value: string): string | undefined {
  return value === ANY ? undefined : value
}
