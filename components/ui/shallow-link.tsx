'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link to another view of the same page: the URL changes, the page reads it, the server is not asked. */
export function ShallowLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  return (
    <Link
      {...rest}
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        window.history.pushState(null, '', href);
      }}
    />
  );
}
