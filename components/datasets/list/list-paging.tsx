'use client';

import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { formatCount } from '#lib/format/count.ts';
import { pageSize } from './list-view.ts';
import { useView } from './use-view.ts';

interface ListPagingProps {
  shown: number;
  total: number;
  nextCursor: string | null;
}

/** `1–50 of 128 · Next 50`. Pages are found by key, so there is a next and a first one, and the browser's Back. */
export function ListPaging({ shown, total, nextCursor }: ListPagingProps) {
  const { view, hrefOf } = useView();
  if (total === 0 && view.from === 1) return null;
  const next = view.from + shown;
  const left = Math.min(pageSize, Math.max(0, total - next + 1));
  return (
    <nav aria-label="Pages" className="in-text mt-2.5 text-muted">
      {shown > 0 ? `${formatCount(view.from)}–${formatCount(next - 1)} of ${formatCount(total)}` : null}
      {nextCursor ? (
        <>
          {' · '}
          <ShallowLink className="link" href={hrefOf({ cursor: nextCursor, from: next })}>
            Next {left > 0 ? left : pageSize}
          </ShallowLink>
        </>
      ) : null}
      {view.from > 1 ? (
        <>
          {' · '}
          <ShallowLink className="link" href={hrefOf({})}>
            Back to first
          </ShallowLink>
        </>
      ) : null}
    </nav>
  );
}
