import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import { resolveUpload } from './engine.ts';
import { NameTaken } from './name-taken.tsx';
import type { Transfer } from './transfers-store.ts';

/** The name was taken by the time the portal was asked; only the name is to decide. */
export function TrayConflict({ transfer, datasetId }: { transfer: Transfer; datasetId: string | undefined }) {
  const { id, name, described } = transfer;
  const [other, setOther] = useState<string>();
  const problem = other === undefined ? undefined : nameProblem(other);

  function use(event: FormEvent) {
    event.preventDefault();
    if (other !== undefined && !problem) resolveUpload(id, { name: other });
  }

  if (other === undefined)
    return (
      <div>
        <NameTaken
          taken={{ name, datasetId }}
          described={described}
          onNewVersion={(holder) => resolveUpload(id, { datasetId: holder })}
          onOtherName={() => setOther(otherName(name))}
        />
      </div>
    );
  return (
    <form onSubmit={use} className="grid gap-2">
      <TextField
        label="Another name"
        value={other}
        error={problem}
        autoComplete="off"
        onChange={({ target }) => setOther(target.value)}
      />
      <Button type="submit" look="primary" disabled={problem !== undefined}>
        Use this name
      </Button>
    </form>
  );
}
