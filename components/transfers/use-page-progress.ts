import { useEffect } from 'react';

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
