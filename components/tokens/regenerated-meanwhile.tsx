'use client';

import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { WarningIcon } from '#components/ui/icons.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Token } from '#lib/tokens/token-schema.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import { LastUse } from './last-use.tsx';

interface RegeneratedMeanwhileProps {
  slot: TokenSlot;
  /** As it stands, once that is known. */
  now: Token | undefined;
  isFetching: boolean;
  onClose: () => void;
}

/** Instead of the question: another was quicker, and what one saw is gone already. */
export function RegeneratedMeanwhile({ slot, now, isFetching, onClose }: RegeneratedMeanwhileProps) {
  const wayOn = useRef<HTMLButtonElement>(null);
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => wayOn.current?.focus(), []);
  return (
    <Dialog
      title={`The ${slot} token is a new one already`}
      onClose={onClose}
      footer={
        <Button look="primary" ref={wayOn} onClick={onClose}>
          Look at it
        </Button>
      }
    >
      <div className="grid gap-3">
        <p role="alert" className="flex gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
          <WarningIcon className="mt-0.5 shrink-0 text-warn" />
          <span>
            It was regenerated meanwhile: by another Owner, in another window, or by a try of yours whose
            answer was lost. This try has changed nothing.
          </span>
        </p>
        {now ? (
          <>
            <p>
              It ends in <code>{now.ending}</code> now.
            </p>
            <LastUse token={now} />
          </>
        ) : null}
        {!now && isFetching ? <Skeleton className="my-1 w-3/4" /> : null}
      </div>
    </Dialog>
  );
}
