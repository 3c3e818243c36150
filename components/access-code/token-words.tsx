'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { ownersQuery } from '#components/tokens/token-queries.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { tokenPlaceholder } from '#lib/access-code/access-code.ts';
import type { AccessTabId } from '#lib/access-code/access-tabs.ts';
import { tokensPath } from '#lib/paths.ts';
import type { SecondaryToken } from './use-secondary-token.ts';

interface TokenWordsProps {
  workspaceId: string;
  tab: AccessTabId;
  secondary: SecondaryToken;
}

/** Where the code's token is, or how one comes by it. */
export function TokenWords({ workspaceId, tab, secondary }: TokenWordsProps) {
  const { data: workspace } = useQuery(workspaceQuery(useApi(), workspaceId));
  if (!workspace) return null;
  const isOwner = workspace.can.includes('token.manage');
  if (tab !== 'azureml')
    return (
      <p className="text-muted">
        The code reads the token from the environment variable <code>SLUICE_TOKEN</code>; this sets it and
        leaves no trace in the shell’s history: <code>read -rs SLUICE_TOKEN; export SLUICE_TOKEN</code>.{' '}
        {isOwner ? (
          <>
            The tokens are under <TokensLink workspaceId={workspaceId} />.
          </>
        ) : (
          <AskOwners workspaceId={workspaceId} />
        )}
      </p>
    );
  if (!isOwner)
    return (
      <p className="text-muted">
        Put a token of this workspace where the code says <code>{tokenPlaceholder}</code>.{' '}
        <AskOwners workspaceId={workspaceId} />
      </p>
    );
  return <OwnersToken workspaceId={workspaceId} secondary={secondary} />;
}

function OwnersToken({ workspaceId, secondary }: Omit<TokenWordsProps, 'tab'>) {
  const { token, insert, isPending, error } = secondary;
  if (token)
    return (
      <p role="status">
        The code holds the <b>secondary token</b> of this workspace: protect it like a password. It can be
        regenerated under <TokensLink workspaceId={workspaceId} />.
      </p>
    );
  if (error) return <ErrorNotice error={error} onRetry={insert} retrying={isPending} />;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button busy={isPending} onClick={insert}>
        Insert the secondary token
      </Button>
      <p className="min-w-0 flex-1 basis-60 text-muted">
        It goes where the code says <code>{tokenPlaceholder}</code>; that you saw it is written to the audit.
      </p>
    </div>
  );
}

function TokensLink({ workspaceId }: { workspaceId: string }) {
  return (
    <Link href={tokensPath(workspaceId)} prefetch={false} className="link">
      Settings → Authorization tokens
    </Link>
  );
}

function AskOwners({ workspaceId }: { workspaceId: string }) {
  const { data } = useQuery(ownersQuery(useApi(), workspaceId));
  const names = data?.items.map(({ displayName }) => displayName) ?? [];
  return <>To get one, ask an Owner of this workspace{names.length > 0 ? `: ${names.join(', ')}` : ''}.</>;
}
