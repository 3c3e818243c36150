'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { signInOptionsQuery } from './sign-in-options-query.ts';

interface OtherAddressProps {
  /** Where to go at the portal's own address, from / on. */
  path: string;
  /** What stands here at the portal's own address, and while that is not known. */
  children: ReactNode;
}

/** Where the page was opened at another address than the portal's (localhost for 127.0.0.1), the way there: no session holds here. */
export function OtherAddress({ path, children }: OtherAddressProps) {
  const { data } = useQuery(signInOptionsQuery(useApi()));
  const origin = useOrigin();
  if (!data?.portalUrl || origin === '' || origin === data.portalUrl) return children;
  return (
    <LonePage title="This portal has another address">
      <p>
        Nobody can sign in here: the portal is at <code>{data.portalUrl}</code>, and sessions hold there
        alone.
      </p>
      <div>
        {/* Another site to the browser, to which the router does not lead. */}
        <a className={buttonClass('primary')} href={data.portalUrl + path}>
          Go there
        </a>
      </div>
    </LonePage>
  );
}
