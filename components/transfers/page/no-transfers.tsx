import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { UploadIcon } from '#components/ui/icons.tsx';
import { openUpload } from '../desk.ts';

export function NoTransfers() {
  return (
    <EmptyState
      title="Nothing was uploaded or downloaded with this browser yet"
      action={
        <Button look="primary" onClick={() => openUpload()}>
          <UploadIcon /> Upload
        </Button>
      }
    >
      Each transfer leaves a receipt here: outcome, bytes, MD5 and seconds of every file, to save as CSV. One
      that was interrupted goes on from where it was.
    </EmptyState>
  );
}
