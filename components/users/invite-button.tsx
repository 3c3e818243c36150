'use client';

import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }));

export function InviteButton({ workspaceId }: { workspaceId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        Invite…
      </Button>
      <Suspense>
        {open ? <InviteDialog workspaceId={workspaceId} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
