'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { MemberRole } from '#lib/users/member-roles.ts';
import type { Member } from '#lib/users/user-schema.ts';
import { membersChanged } from './user-queries.ts';

/** Gives a member another role, and tells it in a toast. */
export function useChangeRole(workspaceId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ member: { userId }, role }: { member: Member; role: MemberRole }) =>
      api('updateMember', { params: { workspaceId, userId }, body: { role } }),
    onSuccess: ({ displayName, role, isYou }) => {
      const text = isYou
        ? `You are ${withArticle(role)} now.`
        : `${displayName} is ${withArticle(role)} now.`;
      showToast({ text });
    },
    onError: (error) => showToast({ text: errorSentence(error), tone: 'bad' }),
    // After a refusal too: the list that was acted on is out of date.
    onSettled: (_changed, _error, { member }) => membersChanged(client, api, workspaceId, member.isYou),
  });
}

function withArticle(role: MemberRole): string {
  return role === 'Owner' ? 'an Owner' : 'a User';
}
