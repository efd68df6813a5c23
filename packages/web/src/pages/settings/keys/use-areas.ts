import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { areasOf } from './areas.ts'
import type { Area } from './areas.ts'

/** The areas of the Sales Platform; none until they are known. */
export function useAreas(): Area[] {
  return areasOf(useQuery(queries.connectors()).data?.items ?? [])
}
