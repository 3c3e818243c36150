'use client';

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceKey } from '#components/shell/workspace-query.ts';
import { showToast } from '#components/ui/toast-store.ts';
import type { Call } from '#lib/api/client.ts';
import { datasetsPath } from '#lib/paths.ts';

/** One's workspaces have changed: asked anew before a page that shows them is gone to. */
async function workspacesChanged(client: QueryClient, api: Call): Promise<void> {
  await client.fetchQuery({ ...sessionQuery(api), staleTime: 0 }).catch(() => undefined);
}

/** Creates a workspace and goes to it. */
export function useCreateWorkspace(onCreated: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (name: string) => api('createWorkspace', { body: { name } }),
    onSuccess: async ({ id }) => {
      await workspacesChanged(client, api);
      onCreated();
      router.push(datasetsPath(id));
    },
  });
}

export function useRenameWorkspace(workspaceId: string, onRenamed: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api('updateWorkspace', { params: { workspaceId }, body: { name } }),
    onSuccess: async (workspace) => {
      client.setQueryData(workspaceKey(workspaceId), workspace);
      onRenamed();
      await workspacesChanged(client, api);
    },
  });
}

/** Restores a deleted workspace and goes to it. */
export function useRestoreWorkspace(onRestored: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (deletedId: string) => api('restoreWorkspace', { params: { deletedId } }),
    onSuccess: async ({ id, name }) => {
      client.removeQueries({ queryKey: workspaceKey(id) });
      await workspacesChanged(client, api);
      showToast({ text: `“${name}” is back.` });
      onRestored();
      router.push(datasetsPath(id));
    },
  });
}

/** Leaves or deletes a workspace, then goes home: to another one, or to the page that says there is none. */
export function useEndWorkspace(
  workspaceId: string,
  { end, said }: { end: (api: Call) => Promise<unknown>; said: string },
) {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => end(api),
    onSuccess: async () => {
      await workspacesChanged(client, api);
      showToast({ text: said });
      router.push('/');
      client.removeQueries({ queryKey: workspaceKey(workspaceId), type: 'inactive' });
    },
  });
}
