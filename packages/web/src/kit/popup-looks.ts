import clsx from 'clsx'

/** The looks of what opens above the page. */
export const popupLook = clsx(
  'max-h-[min(24rem,var(--available-height))] min-w-(--anchor-width) max-w-[min(24rem,calc(100vw-1rem))] overflow-y-auto',
  'rounded-card border border-hairline bg-surface p-1 shadow-lifted transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
)

/** The looks of one line in it. */
export const itemLook = clsx(
  'flex min-h-8 cursor-pointer items-start gap-2 rounded-control px-2.5 py-1.5 text-sm outline-none select-none wrap-anywhere',
  'data-disabled:cursor-default data-disabled:opacity-55 data-highlighted:bg-sunken',
)
