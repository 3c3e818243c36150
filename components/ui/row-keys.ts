'use client';

import { type RefObject, useEffect } from 'react';
import { isOverlayOpen, isTyping } from './is-typing.ts';

/** What a key does in the table when row `at` (-1: none) of `count` has the focus. */
export type RowKey = { go: number } | { pick: number } | undefined;

/** `j` and `k` begin anywhere on the page; arrows, `x` and space only from a row, so that the page still scrolls. */
export function rowKey(key: string, at: number, count: number): RowKey {
  if (count === 0) return undefined;
  if (key === 'j' || (key === 'ArrowDown' && at >= 0)) return { go: Math.min(at + 1, count - 1) };
  if (key === 'k' || (key === 'ArrowUp' && at >= 0)) return { go: Math.max(at - 1, 0) };
  if ((key === 'x' || key === ' ') && at >= 0) return { pick: at };
  return undefined;
}

/**
 * Moves the focus over the rows of `table` (their elements marked `data-row-focus`, in order) and picks rows.
 * Enter needs nothing: the focus is on a link.
 */
export function useRowKeys(
  table: RefObject<HTMLTableElement | null>,
  onPick: (index: number, range: boolean) => void,
) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isOverlayOpen()) return;
      const rows = [...(table.current?.querySelectorAll<HTMLElement>('[data-row-focus]') ?? [])];
      const focused = document.activeElement;
      const at = rows.findIndex((row) => row.closest('tr')?.contains(focused));
      // A button or checkbox takes the space key for itself.
      if (event.key === ' ' && focused !== rows[at]) return;
      const meant = rowKey(event.key.length === 1 ? event.key.toLowerCase() : event.key, at, rows.length);
      if (!meant) return;
      event.preventDefault();
      if ('go' in meant) rows[meant.go]?.focus();
      else onPick(meant.pick, event.shiftKey);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [table, onPick]);
}
