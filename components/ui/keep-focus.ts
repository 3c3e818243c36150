const controls = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary';

/** Where the focus is: a control of a row among rows. */
interface Place {
  control: HTMLElement;
  row: Element;
  nth: number;
  rowNth: number;
}

/**
 * The `ref` of a list or table whose rows, and buttons in them, go once they have done their work. Where the one with the
 * focus goes, the control in its place gets the focus: of the same row, else of the next one, or the last; where no row is
 * left, the page's content. Else the focus is nowhere, and who does not see the page is at its top again.
 */
export function keepFocus(frame: HTMLElement | null): (() => void) | undefined {
  if (!frame) return undefined;
  let focused: Place | undefined;

  function placeOf(control: HTMLElement): Place | undefined {
    const row = control.closest('li, tr');
    if (!row || !frame?.contains(row)) return undefined;
    return {
      control,
      row,
      nth: controlsOf(row).indexOf(control),
      rowNth: rowsOf(frame).indexOf(row),
    };
  }
  function remember({ target }: FocusEvent) {
    focused = target instanceof HTMLElement ? placeOf(target) : undefined;
  }
  function forget() {
    // The focus leaves what is taken away too: then it is not forgotten.
    queueMicrotask(() => {
      if (focused?.control.isConnected && focused.control !== document.activeElement) focused = undefined;
    });
  }
  const observer = new MutationObserver(() => {
    if (!focused) return;
    if (focused.control.isConnected) {
      focused = placeOf(focused.control);
      return;
    }
    const { row, nth, rowNth } = focused;
    focused = undefined;
    const left = rowsOf(frame);
    const next = controlsOf(row.isConnected ? row : left[Math.min(rowNth, left.length - 1)]);
    const control = next[Math.min(Math.max(nth, 0), next.length - 1)];
    if (control) focusUnlessElsewhere(control);
    else focusContent();
  });
  frame.addEventListener('focusin', remember);
  frame.addEventListener('focusout', forget);
  observer.observe(frame, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    frame.removeEventListener('focusin', remember);
    frame.removeEventListener('focusout', forget);
    if (focused) queueMicrotask(focusContent);
  };
}

/** The page's content gets the focus where nothing has it. */
export function focusContent(): void {
  focusUnlessElsewhere(document.getElementById('main'), { preventScroll: true });
}

function rowsOf(frame: Element): Element[] {
  return [...frame.querySelectorAll('li, tr')].filter((row) => controlsOf(row).length > 0);
}

function controlsOf(row: Element | undefined): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>(controls) ?? [])];
}

function focusUnlessElsewhere(element: HTMLElement | null, options?: FocusOptions): void {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) element?.focus(options);
}
