import { CopyButton } from '#components/ui/copy-button.tsx';

/** The beginning of an MD5, and the whole to copy. */
export function Md5({ value }: { value: string | null | undefined }) {
  if (!value) return <span className="text-faint">not known</span>;
  return (
    <span className="flex items-center whitespace-nowrap">
      <code title={value}>{value.slice(0, 8)}…</code>
      <CopyButton text={value} what="MD5" className="h-7! w-7!" />
    </span>
  );
}
