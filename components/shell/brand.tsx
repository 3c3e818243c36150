/** The mark: a sluice gate with water below. */
export function BrandMark({ className = 'h-5 w-5' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
      className={`text-accent ${className}`}
    >
      <path d="M3 3v14M17 3v14M3 7h14" />
      <path d="M6 11c1.3-1.2 2.7-1.2 4 0s2.7 1.2 4 0M6 15c1.3-1.2 2.7-1.2 4 0s2.7 1.2 4 0" />
    </svg>
  );
}
