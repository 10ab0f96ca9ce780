/** The product's mark: a current that closes into a loop and stays inside. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={className}>
      <rect width="24" height="24" rx="6.5" fill="var(--brand)" />
      <path
        d="M5 8.2l3.1 8.3L12 8.6l3.9 7.9L19 8.2"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="2.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
