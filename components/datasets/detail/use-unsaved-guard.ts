'use client';

import { useEffect } from 'react';

/** While `active`, asks `question` before a link or the closing of the tab takes unsaved work away. */
export function useUnsavedGuard(active: boolean, question: string): void {
  useEffect(() => {
    if (!active) return;
    function onClick(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      // What opens elsewhere leaves this page as it is.
      if (
        !link ||
        link.getAttribute('target') === '_blank' ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey
      )
        return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [active, question]);
}
