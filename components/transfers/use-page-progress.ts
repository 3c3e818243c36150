import { useEffect } from 'react';

/** While something runs (`percent` is given): progress in the page's title, and a question before the page is left. */
export function usePageProgress(percent: number | undefined): void {
  const running = percent !== undefined;

  useEffect(() => {
    // Taken off and put on again each time, as a navigation sets a new title in between.
    const plain = document.title.replace(/^\d+ % · /, '');
    document.title = percent === undefined ? plain : `${percent} % · ${plain}`;
  }, [percent]);

  useEffect(() => {
    if (!running) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [running]);
}
