import { useEffect } from 'react';
import { dismissToast, showToast } from '#components/ui/toast-store.ts';

/** Progress in the page's title while something runs (`percent` is given). */
export function usePageProgress(percent: number | undefined): void {
  useEffect(() => {
    // Taken off and put on again each time, as a navigation sets a new title in between.
    const plain = document.title.replace(/^\d+ % · /, '');
    document.title = percent === undefined ? plain : `${percent} % · ${plain}`;
  }, [percent]);
}

/** A question before the page is left, while that would lose work. */
export function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}

/**
 * Keeps the page where it is as long as transfers run and there is no network: a link would lead to the browser's own error
 * page, and the transfers would end with this one.
 */
export function useOfflineGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    let said: number | undefined;
    const stay = (event: MouseEvent) => {
      if (navigator.onLine || !leavesPage(event)) return;
      event.preventDefault();
      if (said !== undefined) dismissToast(said);
      const text = 'You are offline. This page stays open, so that its transfers go on once you are back.';
      said = showToast({ text });
    };
    // Before the link's own listener, which asks whether somebody prevented it.
    document.addEventListener('click', stay, { capture: true });
    return () => document.removeEventListener('click', stay, { capture: true });
  }, [active]);
}

function leavesPage(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return false;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  return link.href.split('#')[0] !== window.location.href.split('#')[0];
}
