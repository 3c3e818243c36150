interface TrayActionProps {
  /** What it does, and to which; read aloud and shown on hover. */
  label: string;
  children: string;
  onClick: () => void;
}

/** A command in a row of the tray: small to the eye, large enough for a finger. */
export function TrayAction({ label, children, onClick }: TrayActionProps) {
  return (
    <button
      type="button"
      className="min-h-6 min-w-6 whitespace-nowrap rounded-(--radius) px-1 text-accent hover:underline max-md:min-h-8 max-md:min-w-8 max-md:px-1.5"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
