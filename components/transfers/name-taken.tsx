import { Button } from '#components/ui/button.tsx';

interface NameTakenProps {
  taken: { name: string; datasetId: string | undefined };
  /** A description was typed; a new version has its dataset's README. */
  described: boolean;
  onNewVersion: (datasetId: string) => void;
  onOtherName: () => void;
}

/** The conflict over a name, with the two ways on. */
export function NameTaken({ taken, described, onNewVersion, onOtherName }: NameTakenProps) {
  const { name, datasetId } = taken;
  return (
    <div role="alert" className="grid gap-2 rounded-(--radius) bg-warn-wash px-3 py-2.5">
      <p>
        A dataset named {name} exists already.
        {datasetId && described
          ? ' As a new version the file gets the README of that dataset; the description typed here is left out.'
          : ''}
      </p>
      <div className="flex flex-wrap gap-2">
        {datasetId ? <Button onClick={() => onNewVersion(datasetId)}>Upload as new version</Button> : null}
        <Button onClick={onOtherName}>Use another name</Button>
      </div>
    </div>
  );
}
