import type { Role } from '@jackfield/sdk'

/** From the most to the least that a person or key may do. */
export const roles: Role[] = ['owner', 'admin', 'builder', 'member', 'viewer']
