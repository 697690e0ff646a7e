/** The mark: a hull on its slip. In the accent colour of nothing but itself. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={className ?? "size-6"} fill="none">
      <rect x="0.5" y="0.5" width="23" height="23" rx="6" className="fill-text" />
      <path d="M5 10.2h14l-2.3 4.1a2 2 0 0 1-1.75 1.02H9.05A2 2 0 0 1 7.3 14.3z" className="fill-surface" />
      <path d="M12 5v4" className="stroke-surface" strokeWidth="1.6" strokeLinecap="round" />
      <path
        d="M4.5 18.6 19.5 16.9"
        className="stroke-surface"
        strokeWidth="1.4"
        strokeLinecap="round"
        opacity="0.7"
      />
    </svg>
  );
}
