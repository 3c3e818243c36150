'use client';

import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isOverlayOpen, isTyping } from '#components/ui/is-typing.ts';
import { paletteField } from './palette-field.ts';

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
export function PaletteHost({ onOpenChange, open, ...rest }: PaletteHostProps) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isPaletteKey(event)) return;
      event.preventDefault();
      onOpenChange(true);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onOpenChange]);

  return open ? <OpenPalette {...rest} onClose={() => onOpenChange(false)} /> : null;
}

type OpenPaletteProps = Pick<PaletteHostProps, 'workspaceId' | 'canUpload'> & { onClose: () => void };

/** The field is there at once, so that what is typed while the rest loads is not lost. */
function OpenPalette(props: OpenPaletteProps) {
  const [typed, setTyped] = useState('');
  return (
    <PaletteFrame onClose={props.onClose}>
      <Suspense
        fallback={
          <input
            {...paletteField}
            aria-label="Find datasets and actions"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        }
      >
        <CommandPalette {...props} typed={typed} onType={setTyped} />
      </Suspense>
    </PaletteFrame>
  );
}

function PaletteFrame({ children, onClose }: { children: ReactNode; onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);

  // Before the next key: an effect after painting would come too late for it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The browser would focus the list's frame, which comes first.
    dialog?.querySelector('input')?.focus();
    // Closing it hands the focus back; an element that is only taken out leaves it nowhere.
    return () => dialog?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is for the backdrop
    <dialog
      ref={ref}
      aria-label="Find datasets and actions"
      // In development React opens it, closes it and opens it again before this is told.
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] w-[calc(100vw-24px)] max-w-[560px] overflow-hidden rounded-lg bg-panel p-0 text-text shadow-float"
    >
      {children}
    </dialog>
  );
}

function isPaletteKey(event: KeyboardEvent): boolean {
  if (isOverlayOpen()) return false;
  if (event.key.toLowerCase() === 'k') return (event.ctrlKey || event.metaKey) && !event.altKey;
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
}
