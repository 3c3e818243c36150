'use client';

import { Button } from '#components/ui/button.tsx';
import { SelectionBar } from '#components/ui/selection-bar.tsx';
import { countOf } from '#lib/format/count.ts';
import type { AnyLink } from './link-table.tsx';

interface LinkToolbarProps {
  picked: readonly AnyLink[];
  onRevoke: () => void;
  onClear: () => void;
}

/** What can be done with the selected links. */
export function LinkToolbar({ picked, onRevoke, onClear }: LinkToolbarProps) {
  const open = picked.filter(({ revokedAt }) => !revokedAt).length;
  return (
    <SelectionBar label="Selected links" count={picked.length} onClear={onClear}>
      <Button look="danger" disabled={open === 0} onClick={onRevoke}>
        Revoke {countOf(open, 'link')}…
      </Button>
    </SelectionBar>
  );
}
