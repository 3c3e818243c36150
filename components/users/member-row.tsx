'use client';

import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Member } from '#lib/users/user-schema.ts';
import type { MemberQuestion } from './member-dialogs.tsx';
import { useChangeRole } from './use-change-role.ts';

const load = async () => ({ default: (await import('./member-menu.tsx')).MemberMenu });
const MemberMenu = lazy(load);

interface MemberRowProps {
  workspaceId: string;
  member: Member;
  isLastOwner: boolean;
  /** Absent: the member is shown, not managed. */
  onAsk: ((kind: MemberQuestion['kind']) => void) | undefined;
}

export function MemberRow({ workspaceId, member, isLastOwner, onAsk }: MemberRowProps) {
  const { displayName, email, role, joinedAt, isYou } = member;
  const changeRole = useChangeRole(workspaceId);
  return (
    <tr>
      <td className="py-2!">
        <span className="font-semibold">{displayName}</span>
        {isYou ? (
          <span className="ml-2 inline-block">
            <Chip>you</Chip>
          </span>
        ) : null}
        {email && email !== displayName ? <div className="text-muted">{email}</div> : null}
        <div className="text-muted md:hidden">
          <LastSeen member={member} />
        </div>
      </td>
      <td className="whitespace-nowrap py-1.5">
        {role}
        {isLastOwner ? <div className="text-muted text-xs">the only one</div> : null}
      </td>
      <td className="text-muted max-md:hidden">
        <LastSeen member={member} />
      </td>
      <td className="text-muted max-lg:hidden">
        <Time at={joinedAt} />
      </td>
      {onAsk ? (
        <td className="text-right">
          <MenuOnDemand
            load={load}
            trigger={
              <Button aria-label={`Manage ${displayName}`} busy={changeRole.isPending}>
                Manage <ChevronDownIcon className="text-faint" />
              </Button>
            }
          >
            {(trigger) => (
              <MemberMenu
                trigger={trigger}
                workspaceId={workspaceId}
                member={member}
                isLastOwner={isLastOwner}
                onAsk={onAsk}
                onRole={(wanted) => changeRole.mutate({ member, role: wanted })}
              />
            )}
          </MenuOnDemand>
        </td>
      ) : null}
    </tr>
  );
}

function LastSeen({ member: { lastSeenAt } }: { member: Member }) {
  if (!lastSeenAt) return 'never';
  return (
    <>
      <span className="md:sr-only">seen </span>
      <Time at={lastSeenAt} />
    </>
  );
}
