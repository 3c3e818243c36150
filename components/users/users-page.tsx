'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteButton } from './invite-button.tsx';
import { MemberList } from './member-list.tsx';
import { membersQuery } from './user-queries.ts';
import { UsersSkeleton } from './users-skeleton.tsx';

/** Settings → Users: who is a member; Owners invite, change roles and remove. */
export function UsersPage({ workspaceId }: { workspaceId: string }) {
  const api = useApi();
  const workspace = useQuery(workspaceQuery(api, workspaceId));
  const members = useQuery(membersQuery(api, workspaceId));
  // Without it the shell around this page tells what is wrong.
  if (!workspace.data && workspace.error) return null;
  const manages = workspace.data?.can.includes('member.manage') ?? false;
  return (
    <>
      {/* To the eye the tab says it. */}
      <h2 className="sr-only">Users</h2>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-[64ch] text-muted">
          <b className="text-text">Owners</b> do everything here. <b className="text-text">Users</b> work with
          the datasets and experiments; they see no tokens and manage no users.
          {manages || !workspace.data ? null : ' Only Owners invite, change roles and remove.'}
        </p>
        {manages ? <InviteButton workspaceId={workspaceId} /> : null}
      </div>
      {members.data && workspace.data ? (
        <MemberList workspaceId={workspaceId} members={members.data.items} manages={manages} />
      ) : null}
      {!members.data && members.error ? (
        <ErrorNotice error={members.error} onRetry={members.refetch} retrying={members.isFetching} />
      ) : null}
      {(members.data && workspace.data) || members.error ? null : <UsersSkeleton />}
      {manages ? <InvitationList workspaceId={workspaceId} /> : null}
    </>
  );
}
