import type { Me, Permission } from '@jackfield/sdk'
import { Activity, Bot, Cable, Plug, Settings } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { LinkProps } from '@tanstack/react-router'

export interface Place {
  label: string
  to: LinkProps['to']
  icon: LucideIcon
  /** Only for who may. */
  needs?: Permission
  /** Its own address alone, not those below it. */
  exact?: boolean
}

/** The main places, in the order in which people come to them. */
export const places: Place[] = [
  { label: 'Jackfield', to: '/', icon: Cable, exact: true },
  { label: 'Connectors', to: '/agents/connectors', icon: Plug },
  { label: 'Agents', to: '/agents', icon: Bot, exact: true },
  { label: 'Activity', to: '/activity', icon: Activity, needs: 'audit.read' },
  { label: 'Settings', to: '/settings', icon: Settings },
]

/** Those of the places where somebody may go. */
export function openTo<Any extends { needs?: Permission }>(
  me: Pick<Me, 'permissions'>,
  all: readonly Any[],
): Any[] {
  return all.filter(({ needs }) => needs === undefined || me.permissions.includes(needs))
}
