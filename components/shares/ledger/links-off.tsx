'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { sharePolicyQuery } from '../share-queries.ts';

/** Says that no link of the workspace opens, where its policy is that; else nothing. */
export function LinksOff({ workspaceId }: { workspaceId: string }) {
  const { data } = useQuery(sharePolicyQuery(useApi(), workspaceId));
  if (!data?.off) return null;
  return (
    <p role="status" className="mb-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
      Links are switched off in this workspace: none opens, and none can be made. An Owner can allow them, in
      Settings → General.
    </p>
  );
}
