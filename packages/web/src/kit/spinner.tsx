/** Turns while something is under way; what does must stand beside it in words. */
export function Spinner() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className="size-4 shrink-0 animate-[turn_0.9s_linear_infinite]">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="25 13" />
    </svg>
  )
}
