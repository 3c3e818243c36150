'use client';

import { lazy, Suspense, useState } from 'react';
import { Button, type ButtonLook } from '#components/ui/button.tsx';
import type { ShareDialogProps } from './dialogs/share-dialog.tsx';

const load = () => import('./dialogs/share-dialog.tsx');
const ShareDialog = lazy(async () => ({ default: (await load()).ShareDialog }));

interface ShareButtonProps extends Omit<ShareDialogProps, 'onClose'> {
  look?: ButtonLook;
}

/** Opens the dialog that makes a link; its code is loaded when it is wanted. */
export function ShareButton({ look, ...props }: ShareButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onPointerEnter={() => void load()} onClick={() => setOpen(true)}>
        Share…
      </Button>
      <Suspense>{open ? <ShareDialog {...props} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
