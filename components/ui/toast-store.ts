import { createExternalStore } from './external-store.ts';

/** A short message at the foot of the page, with at most one action (Undo, Open …). */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  /** Where `run` answers a promise the toast stays, and its button is busy, until that settles; it must not reject. */
  action?: { label: string; run: () => void | Promise<void> } | undefined;
}

export const toastStore = createExternalStore<readonly Toast[]>([]);
let lastId = 0;

/** Shows a toast and answers its id. At most three stay: the oldest gives way. */
export function showToast(toast: { text: string; tone?: Toast['tone']; action?: Toast['action'] }): number {
  lastId += 1;
  toastStore.set([...toastStore.get(), { tone: 'plain' as const, ...toast, id: lastId }].slice(-3));
  return lastId;
}

export function dismissToast(id: number): void {
  toastStore.set(toastStore.get().filter((toast) => toast.id !== id));
}
