import { Menu } from '@base-ui/react/menu'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'
import { itemLook, popupLook } from './popup-looks.ts'

export interface MenuAction {
  label: string
  icon?: ReactNode
  onSelect(): void
  danger?: boolean
  /** A line above it. */
  apart?: boolean
}

export interface MoreMenuProps {
  /** What it is about, as people call it; not needed where it is about the whole page. */
  of?: string
  actions: MenuAction[]
}

/** Less frequent actions behind three dots; nothing where there are none. */
export function MoreMenu({ of, actions }: MoreMenuProps) {
  if (actions.length === 0) return null
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={
          <IconButton label={of === undefined ? 'More' : `More on ${of}`}>
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-50">
          <Menu.Popup className={popupLook}>
            {actions.map((action) => (
              <div key={action.label}>
                {action.apart && <Menu.Separator className="my-1 h-px bg-hairline" />}
                <Menu.Item
                  onClick={action.onSelect}
                  className={clsx(itemLook, 'items-center', action.danger && 'text-bad')}
                >
                  {action.icon}
                  {action.label}
                </Menu.Item>
              </div>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
