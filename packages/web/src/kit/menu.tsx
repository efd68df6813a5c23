import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { itemLook, popupLook } from './popup-looks.ts'

export interface MenuAction {
  label: string
  icon?: ReactNode
  onSelect(): void
  danger?: boolean
  disabled?: boolean
  /** A line above it. */
  apart?: boolean
}

/** Less frequent actions on one thing, behind `trigger`. */
export function ActionMenu({ trigger, actions }: { trigger: ReactElement; actions: MenuAction[] }) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-50">
          <Base.Popup className={popupLook}>
            {actions.map((action) => (
              <div key={action.label}>
                {action.apart && <Base.Separator className="my-1 h-px bg-hairline" />}
                <Base.Item
                  disabled={action.disabled}
                  onClick={action.onSelect}
                  className={clsx(itemLook, 'items-center', action.danger && 'text-bad')}
                >
                  {action.icon}
                  {action.label}
                </Base.Item>
              </div>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
