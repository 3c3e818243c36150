/** The chosen theme is `data-theme` on `<html>`; without a choice the system's preference holds. */
const key = 'sluice-theme';

/** Runs before the first paint, so that a chosen theme never flashes in late. Inlined by the root layout. */
export const themeScript = `try{const t=localStorage.getItem('${key}');if(t==='dark'||t==='light')document.documentElement.dataset.theme=t}catch{}`;

export function toggleTheme(): void {
  const { dataset } = document.documentElement;
  const current = dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const next = current === 'dark' ? 'light' : 'dark';
  dataset.theme = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}
