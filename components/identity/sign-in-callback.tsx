'use client';

import { useEffect, useState } from 'react';
import { LonePage } from '#components/shell/lone-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { isPending } from './pending-sign-in.ts';

/** Where the identity provider leads back to: hands its answer, which stands behind `#`, to the sign-in page. */
export function SignInCallback() {
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    handOver().catch(() => {
      // A code stays neither in view nor in the history.
      window.history.replaceState(null, '', window.location.pathname);
      setFailed(true);
    });
  }, []);

  if (!failed)
    return (
      <LonePage title="Signing you in…">
        <p className="text-muted">One moment.</p>
      </LonePage>
    );
  return (
    <LonePage title="Nothing to finish here">
      <p role="alert">
        This sign-in was begun in another tab, or this browser kept no data for this site. Sign in again in
        this tab.
      </p>
      <div>
        <a href="/sign-in" className={buttonClass('primary')}>
          Sign in again
        </a>
      </div>
    </LonePage>
  );
}

async function handOver(): Promise<void> {
  // An answer this tab did not ask for might be somebody else's account.
  if (!isPending()) throw new Error('this tab did not leave for the provider');
  const { broadcastResponseToMainFrame } = await import('@azure/msal-browser/redirect-bridge');
  await broadcastResponseToMainFrame();
}
