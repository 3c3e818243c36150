/** Whether a key pressed at `target` is text (or a choice) being typed, so that one-letter shortcuts must keep still. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]')
  );
}

/** Whether something floats over the page that owns the keyboard. */
export function isOverlayOpen(): boolean {
  return document.querySelector('dialog[open], [role="menu"]') !== null;
}
