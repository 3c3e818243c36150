'use client';

import type { OwnTarget } from '#lib/access-code/access-target.ts';
import { OwnCodePanel } from './own-code-panel.tsx';
import { useSecondaryToken } from './use-secondary-token.ts';

/** The code as part of a page: coming here asks for no token, a button does. */
export function AccessCodeSection({ target }: { target: OwnTarget }) {
  const secondary = useSecondaryToken(target.workspaceId);
  return (
    <section className="panel grid px-4 pt-1 pb-4" aria-label="Data access code">
      <OwnCodePanel target={target} secondary={secondary} />
    </section>
  );
}
