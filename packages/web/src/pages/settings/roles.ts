import type { Role } from '@jackfield/sdk'

/** From the least to the most that a role may do; each holds everything before it. */
export const ladder: Role[] = ['viewer', 'member', 'builder', 'admin', 'owner']

export const roleWords: Record<Role, { label: string; about: string }> = {
  viewer: { label: 'Viewer', about: 'Sees connectors, agents and charts, and changes nothing.' },
  member: {
    label: 'Member',
    about: 'Runs tools as an agent, requests connectors, and sees what viewers see.',
  },
  builder: { label: 'Builder', about: 'Creates and changes agents and templates, and does what members do.' },
  admin: {
    label: 'Admin',
    about:
      'Connects apps, manages people, keys, policies and webhooks, reads the log, and does what builders do.',
  },
  owner: { label: 'Owner', about: 'Does everything; also makes owners, and can delete the account.' },
}

/** Whether `role` may do at least what `other` may. */
export function covers(role: Role, other: Role): boolean {
  return ladder.indexOf(role) >= ladder.indexOf(other)
}

/** The roles that somebody of this role may give, the greatest first. */
function rolesUpTo(role: Role): Role[] {
  return ladder.filter((other) => covers(role, other)).toReversed()
}

/** Choices for a select, of the roles that somebody of this role may give. */
export function roleOptions(role: Role): { value: Role; label: string }[] {
  return rolesUpTo(role).map((value) => ({ value, label: roleWords[value].label }))
}

/** What people do in an account, and the least role that may. */
export const abilities: { label: string; least: Role }[] = [
  { label: 'See connectors, agents and charts', least: 'viewer' },
  { label: 'Run tools as an agent', least: 'member' },
  { label: 'Request connectors', least: 'member' },
  { label: 'Create and change agents and templates', least: 'builder' },
  { label: 'Connect, edit and remove connectors', least: 'admin' },
  { label: 'Manage keys, policies and webhooks', least: 'admin' },
  { label: 'Invite and manage people', least: 'admin' },
  { label: 'Read and export the log of changes and calls', least: 'admin' },
  { label: 'Change the settings of the account', least: 'admin' },
  { label: 'Make owners, delete the account', least: 'owner' },
]
