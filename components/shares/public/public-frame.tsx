import type { ReactNode } from 'react';
import { BrandMark } from '#components/shell/brand.tsx';

/** A page for people without an account: the mark, the content in one column, nothing to go to. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[920px] px-4 py-5 sm:px-5 sm:py-8">
      <p className="mb-5 flex items-center gap-2 text-muted">
        <BrandMark /> Sluice
      </p>
      <main className="min-w-0 pb-[max(48px,var(--tray-room,0px))]">{children}</main>
    </div>
  );
}
