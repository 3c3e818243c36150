import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import { NameTaken } from './name-taken.tsx';
import { resolveTransfer } from './run-transfer.ts';
import type { Transfer } from './transfers-store.ts';

/** The name was taken by the time the portal was asked; only the name is to decide. */
export function TrayConflict({ transfer, error }: { transfer: Transfer; error: unknown }) {
  const { id, name, described } = transfer;
  const [other, setOther] = useState<string>();
  const holder = error instanceof SluiceError ? error.details.datasetId : undefined;
  const problem = other === undefined ? undefined : nameProblem(other);

  function use(event: FormEvent) {
    event.preventDefault();
    if (other !== undefined && !problem) resolveTransfer(id, { name: other });
  }

  if (other === undefined)
    return (
      <div className="col-span-2">
        <NameTaken
          taken={{ name, datasetId: typeof holder === 'string' ? holder : undefined }}
          described={described}
          onNewVersion={(datasetId) => resolveTransfer(id, { datasetId })}
          onOtherName={() => setOther(otherName(name))}
        />
      </div>
    );
  return (
    <form onSubmit={use} className="col-span-2 grid gap-2">
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
