import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark } from '#components/shell/brand.tsx';

const pages = [
  { label: 'Portal API', href: '/docs/api' },
  { label: 'Move from Studio (classic)', href: '/docs/move-from-studio' },
] as const;

interface DocsFrameProps {
  current: (typeof pages)[number]['href'];
  /** The way within the page, for wide windows. */
  contents: ReactNode;
  children: ReactNode;
}

/** What every page of the documentation stands in: the way to the others, and to its own parts. */
export function DocsFrame({ current, contents, children }: DocsFrameProps) {
  return (
    <div className="mx-auto max-w-[1160px] px-4 pb-[max(96px,var(--tray-room,0px))] md:grid md:grid-cols-[216px_minmax(0,1fr)] md:gap-8 md:px-6">
      <aside className="md:sticky md:top-0 md:h-dvh md:overflow-auto md:py-5">
        <Link href="/" className="flex h-12 items-center gap-2 font-semibold md:h-7">
          <BrandMark /> Sluice
        </Link>
        <nav aria-label="Documentation" className="mb-3 md:mt-4">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 md:block">
            {pages.map(({ label, href }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  aria-current={href === current ? 'page' : undefined}
                  className={`block rounded-(--radius) py-0.5 hover:text-accent ${href === current ? 'font-semibold text-accent' : ''}`}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="mt-4 border-line border-t pt-4 max-md:hidden">{contents}</div>
      </aside>
      <main className="min-w-0 md:py-5">{children}</main>
    </div>
  );
}
