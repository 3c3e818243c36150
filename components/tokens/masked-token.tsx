interface MaskedTokenProps {
  ending: string;
  /** Shown in full where it is revealed. */
  secret: string | undefined;
}

/** A token by its first and last characters, or in full. */
export function MaskedToken({ ending, secret }: MaskedTokenProps) {
  if (secret) return <code className="select-all text-text">{secret}</code>;
  return (
    <code>
      <span aria-hidden="true">sluice_{'•'.repeat(20)}</span>
      <span className="sr-only">Hidden, ends in </span>
      {ending}
    </code>
  );
}
