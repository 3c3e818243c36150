'use client';

import { formatCount } from '#lib/format/count.ts';
import { ShallowLink } from './shallow-link.tsx';

interface ListPagingProps {
  /** Number of the first row, from 1; how many rows are on the page, and in all. */
  from: number;
  shown: number;
  total: number;
  pageSize: number;
  /** Undefined on the last page. */
  nextHref: string | undefined;
  firstHref: string;
}

/** `1–50 of 128 · Next 50`. Pages are found by key, so there is a next and a first one, and the browser's Back. */
export function ListPaging({ from, shown, total, pageSize, nextHref, firstHref }: ListPagingProps) {
  if (total === 0 && from === 1) return null;
  const next = from + shown;
  const left = Math.min(pageSize, Math.max(0, total - next + 1));
  return (
    <nav aria-label="Pages" className="in-text mt-2.5 text-muted">
      {shown > 0 ? `${formatCount(from)}–${formatCount(next - 1)} of ${formatCount(total)}` : null}
      {nextHref ? (
        <>
          {' · '}
          <ShallowLink className="link" href={nextHref}>
            Next {left > 0 ? left : pageSize}
          </ShallowLink>
        </>
      ) : null}
      {from > 1 ? (
        <>
          {' · '}
          <ShallowLink className="link" href={firstHref}>
            Back to first
          </ShallowLink>
        </>
      ) : null}
    </nav>
  );
}
