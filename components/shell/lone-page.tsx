import type { ReactNode } from 'react';
import { BrandMark } from './brand.tsx';

/** A page outside the shell: the mark, a heading and few words in the middle. */
export function LonePage({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[440px] content-center gap-4 px-5 py-10">
      <div className="flex items-center gap-2 font-semibold">
        <BrandMark /> Sluice
      </div>
      <div className="panel grid gap-3 p-5">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
