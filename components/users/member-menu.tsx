'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { signInOptionsQuery } from '#components/identity/sign-in-options-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { generalPath } from '#lib/paths.ts';
import { type MemberRole, memberRoles } from '#lib/users/member-roles.ts';
import type { Member } from '#lib/users/user-schema.ts';
import type { MemberQuestion } from './member-dialogs.tsx';

interface MemberMenuProps {
  trigger: ReactNode;
  workspaceId: string;
  member: Member;
  isLastOwner: boolean;
  onAsk: (kind: MemberQuestion['kind']) => void;
  /** Somebody else is to have another role. */
  onRole: (role: MemberRole) => void;
}

/** What an Owner can do with a member. The last Owner is told why roles and leaving are missing. */
export function MemberMenu({ trigger, workspaceId, member, isLastOwner, onAsk, onRole }: MemberMenuProps) {
  const api = useApi();
  const { data: signIn } = useQuery(signInOptionsQuery(api));
  const { isYou } = member;
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      {isLastOwner ? (
        <MenuLabel>
          {isYou ? 'You are' : `${member.displayName} is`} the last Owner. Make somebody else an Owner before
          {isYou ? ' you become a User or leave.' : ' this changes.'}
        </MenuLabel>
      ) : (
        <>
          <MenuLabel>Role</MenuLabel>
          {memberRoles.map((role) => (
            <MenuItem
              key={role}
              checked={role === member.role}
              onSelect={() => {
                if (role === member.role) return;
                if (isYou) onAsk('demote');
                else onRole(role);
              }}
            >
              {role}
            </MenuItem>
          ))}
        </>
      )}
      {signIn && !signIn.provider ? (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onAsk('link')}>Make a sign-in link…</MenuItem>
        </>
      ) : null}
      {isLastOwner ? null : (
        <>
          <MenuSeparator />
          {isYou ? (
            <MenuItem href={generalPath(workspaceId)}>Leave the workspace…</MenuItem>
          ) : (
            <MenuItem danger onSelect={() => onAsk('remove')}>
              Remove…
            </MenuItem>
          )}
        </>
      )}
    </Menu>
  );
}
