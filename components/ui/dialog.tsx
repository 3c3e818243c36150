'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { CrossIcon } from './icons.tsx';
import { focusContent } from './keep-focus.ts';

interface DialogProps {
  /** Render the dialog only while it is open; it opens as it mounts and hands back focus as it leaves. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the foot, the one that does it last. */
  footer?: ReactNode;
  /** `wide` for forms with a table or code. */
  width?: 'normal' | 'wide';
}

/** A modal dialog on the browser's own `<dialog>`: focus stays inside, Escape closes, the page behind is inert. */
export function Dialog({ onClose, title, children, footer, width = 'normal' }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const opener = openerOf(document.activeElement);
    dialog.showModal();
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      // What opened it went with what was done: a row, the bar of a selection.
      else focusContent();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={({ currentTarget }) => {
        // At a second Escape in a row the browser closes it unasked; whether it closes is for `onClose` to say.
        if (currentTarget.open || !currentTarget.isConnected) return;
        currentTarget.showModal();
        onClose();
      }}
      className={classNames(
        'm-auto max-h-[calc(100dvh-32px)] w-[calc(100vw-24px)] flex-col rounded-lg bg-panel p-0 text-text shadow-float open:flex',
        width === 'wide' ? 'max-w-[720px]' : 'max-w-[480px]',
      )}
    >
      <header className="flex items-start justify-between gap-3 px-5 pt-4">
        <h2 id={titleId} className="pt-1 text-[15px]">
          {title}
        </h2>
        <IconButton label="Close" onClick={onClose}>
          <CrossIcon />
        </IconButton>
      </header>
      <div className="min-h-0 overflow-auto px-5 pt-2 pb-5">{children}</div>
      {footer ? (
        <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
      ) : null}
    </dialog>
  );
}

/** What gets the focus back. An item of a menu is gone by then; the button that opened the menu is not. */
function openerOf(active: Element | null): Element | null {
  const trigger = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return trigger ? document.getElementById(trigger) : active;
}
