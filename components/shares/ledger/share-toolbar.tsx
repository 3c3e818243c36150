'use client';

import { Button } from '#components/ui/button.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import { countOf } from '#lib/format/count.ts';
import type { Share } from '#lib/shares/share-schema.ts';

interface ShareToolbarProps {
  picked: readonly Share[];
  onRevoke: () => void;
  onClear: () => void;
}

/** What can be done with the selected links. */
export function ShareToolbar({ picked, onRevoke, onClear }: ShareToolbarProps) {
  const open = picked.filter(({ revokedAt }) => !revokedAt).length;
  return (
    <SelectionBar label="Selected links" count={picked.length} onClear={onClear}>
      <Button look="danger" disabled={open === 0} onClick={onRevoke}>
        Revoke {countOf(open, 'link')}…
      </Button>
    </SelectionBar>
  );
}
