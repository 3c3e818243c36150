'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';
import { CrossIcon } from './icons.tsx';
import { dismissToast, type Toast, toastStore } from './toast-store.ts';

const none: readonly Toast[] = [];
const shownFor = 8000;

/** Where toasts appear; mounted once. A toast leaves after 8 s, but never from under the pointer or the focus. */
export function ToastRegion() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get, () => none);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-16 z-50 grid justify-items-center gap-2 md:right-auto md:left-[240px] md:justify-items-start"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [busy, setBusy] = useState(false);
  const held = hovered || focused || busy;

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownFor);
    return () => clearTimeout(timer);
  }, [held, toast.id]);

  const { action } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer or focus inside only stops the clock
    <div
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="pointer-events-auto flex max-w-[520px] items-center gap-2 rounded-lg bg-panel py-1.5 pr-1.5 pl-3.5 shadow-float"
    >
      <p className={toast.tone === 'bad' ? 'text-bad' : undefined}>{toast.text}</p>
      {action ? (
        <Button
          look="quiet"
          className="text-accent!"
          busy={busy}
          onClick={async () => {
            setBusy(true);
            await action.run();
            dismissToast(toast.id);
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton label="Dismiss" onClick={() => dismissToast(toast.id)}>
        <CrossIcon />
      </IconButton>
    </div>
  );
}
