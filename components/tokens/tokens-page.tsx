'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { SluiceError } from '#lib/errors.ts';
import { OwnerTokens } from './owner-tokens.tsx';
import { OwnersToAsk } from './owners-to-ask.tsx';
import { tokensQuery } from './token-queries.ts';
import { TokensSkeleton } from './tokens-skeleton.tsx';
import { UseTokens } from './use-tokens.tsx';

/** Settings → Authorization tokens: the tokens for an Owner, whom to ask for one for everybody else. */
export function TokensPage({ workspaceId }: { workspaceId: string }) {
  const workspace = useQuery(workspaceQuery(useApi(), workspaceId));
  // Without it the shell around this page tells what is wrong.
  if (!workspace.data && workspace.error) return null;
  const manages = workspace.data?.can.includes('token.manage');
  return (
    <>
      {/* To the eye the tab says it. */}
      <h2 className="sr-only">Authorization tokens</h2>
      {manages === undefined ? <TokensSkeleton /> : null}
      {manages === true ? <Managed workspaceId={workspaceId} /> : null}
      {manages === false ? <NotManaged workspaceId={workspaceId} /> : null}
    </>
  );
}

function Managed({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(tokensQuery(useApi(), workspaceId));
  // One's role was changed since the page was opened.
  if (error instanceof SluiceError && error.code === 'forbidden')
    return <NotManaged workspaceId={workspaceId} />;
  const primary = data?.items.find(({ slot }) => slot === 'primary');
  const secondary = data?.items.find(({ slot }) => slot === 'secondary');
  return (
    <>
      <p className="mb-4 max-w-[72ch] text-muted">
        Either token gives full access to the data of this workspace. Protect them like a password, and share
        only the secondary one. Showing a token, also to the clipboard, and regenerating it are written to the
        audit.
      </p>
      {primary && secondary ? (
        <OwnerTokens workspaceId={workspaceId} primary={primary} secondary={secondary} />
      ) : null}
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {data || error ? <UseTokens workspaceId={workspaceId} /> : <TokensSkeleton />}
    </>
  );
}

function NotManaged({ workspaceId }: { workspaceId: string }) {
  return (
    <>
      <OwnersToAsk workspaceId={workspaceId} />
      <UseTokens workspaceId={workspaceId} />
    </>
  );
}
