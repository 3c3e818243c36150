'use client';

import { lazy, Suspense, useEffect } from 'react';
import { isOverlayOpen, isTyping } from '#components/ui/is-typing.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));

interface PaletteHostProps {
  workspaceId: string;
  canUpload: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Opens the command palette by `/` or Ctrl/Cmd-K; its code is loaded when it is first wanted. */
export function PaletteHost({ workspaceId, canUpload, open, onOpenChange }: PaletteHostProps) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isPaletteKey(event)) return;
      event.preventDefault();
      onOpenChange(true);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onOpenChange]);

  if (!open) return null;
  return (
    <Suspense>
      <CommandPalette workspaceId={workspaceId} canUpload={canUpload} onClose={() => onOpenChange(false)} />
    </Suspense>
  );
}

function isPaletteKey(event: KeyboardEvent): boolean {
  if (isOverlayOpen()) return false;
  if (event.key.toLowerCase() === 'k') return (event.ctrlKey || event.metaKey) && !event.altKey;
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
}
