import type { Picked } from '#components/transfers/picked.ts';
import { Button } from '#components/ui/button.tsx';
import { formatBytes } from '#lib/format/bytes.ts';

/** A file that is to be sent; `problem` is why it cannot be. */
export type Chosen = Extract<Picked, { kind: 'file' }> & {
  id: number;
  problem: string | undefined;
  /** It lies in a folder that was picked. */
  ofFolder: boolean;
};

export function ChosenFiles({
  chosen,
  onRemove,
}: {
  chosen: readonly Chosen[];
  onRemove: (id: number) => void;
}) {
  if (chosen.length === 0) return null;
  return (
    <>
      <ul aria-label="Files to send" className="max-h-[40vh] overflow-auto">
        {chosen.map(({ id, file, problem }) => (
          <li
            key={id}
            className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 border-line border-b py-2"
          >
            <span className="truncate font-medium" title={file.name}>
              {file.name}
            </span>
            <span className="text-muted">{formatBytes(file.size)}</span>
            <Button aria-label={`Take ${file.name} off the list`} onClick={() => onRemove(id)}>
              Remove
            </Button>
            {problem ? (
              <p role="alert" className="col-span-3 text-bad">
                {problem}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen.some(({ ofFolder }) => ofFolder) ? (
        <p role="status" className="pt-3">
          A folder is sent as its files, each by its own name alone; where the folders matter, send a zip
          file.
        </p>
      ) : null}
    </>
  );
}
