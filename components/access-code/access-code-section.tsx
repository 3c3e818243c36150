'use client';

import type { AccessTarget } from '#lib/access-code/access-target.ts';
import { CodePanel } from './code-panel.tsx';
import { useSecondaryToken } from './use-secondary-token.ts';

/** The code as part of a page: coming here asks for no token, a button does. */
export function AccessCodeSection({ target }: { target: AccessTarget }) {
  const secondary = useSecondaryToken(target.workspaceId);
  return (
    <section className="panel grid px-4 pt-1 pb-4" aria-label="Data access code">
      <CodePanel target={target} secondary={secondary} />
    </section>
  );
}
