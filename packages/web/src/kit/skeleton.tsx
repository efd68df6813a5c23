import clsx from 'clsx'

/** Where something will be in a moment: as large as it will be. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      className={clsx('animate-[breathe_1.6s_ease-in-out_infinite] rounded-control bg-sunken', className)}
    />
  )
}

/** Several of them, read out once as `Loading`. */
export function SkeletonList({
  count,
  className,
  item,
}: {
  count: number
  className?: string
  item: string
}) {
  return (
    <output className={clsx('block', className)}>
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} className={item} />
      ))}
    </output>
  )
}
