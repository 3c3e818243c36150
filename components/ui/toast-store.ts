/** A short message at the foot of the page, with at most one action (Undo, Open …). */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void } | undefined;
}

type Listener = () => void;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a toast and answers its id. At most three stay: the oldest gives way. */
export function showToast(toast: { text: string; tone?: Toast['tone']; action?: Toast['action'] }): number {
  lastId += 1;
  change([...toasts, { tone: 'plain' as const, ...toast, id: lastId }].slice(-3));
  return lastId;
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function subscribeToToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
