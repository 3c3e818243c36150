'use client';

import { Button } from '#components/ui/button.tsx';
import { WarningIcon } from '#components/ui/icons.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { Named } from './batch-words.ts';
import { type Removable, useRestore } from './use-removal.ts';

interface DeletedBannerProps {
  thing: Named & { purgeAt: string | null };
  removable: Removable;
  mayRestore: boolean;
}

export function DeletedBanner({ thing, removable, mayRestore }: DeletedBannerProps) {
  const { mutate, isPending } = useRestore(removable);
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5"
    >
      <WarningIcon className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1 basis-60">
        This {removable.noun} is deleted
        {thing.purgeAt ? `; its bytes are removed for good on ${exactTime(thing.purgeAt)}` : ''}.
      </p>
      {mayRestore ? (
        <Button busy={isPending} onClick={() => mutate([thing])}>
          Restore
        </Button>
      ) : null}
    </div>
  );
}
