import type { Me, Permission } from '@jackfield/sdk'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from './queries.ts'

/** Who is logged in. Inside the shell, which waits for it. */
export function useMe(): Me {
  return useSuspenseQuery(queries.me()).data
}

/** Whether this person may do something here; what they may not is not offered. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
