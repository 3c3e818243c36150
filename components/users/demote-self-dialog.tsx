'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { Member } from '#lib/users/user-schema.ts';
import { useChangeRole } from './use-change-role.ts';

interface DemoteSelfDialogProps {
  workspaceId: string;
  member: Member;
  onClose: () => void;
}

/** Asks before an Owner takes rights from oneself. */
export function DemoteSelfDialog({ workspaceId, member, onClose }: DemoteSelfDialogProps) {
  const { mutate, isPending } = useChangeRole(workspaceId);
  return (
    <Dialog
      title="Become a User?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="destroy"
            busy={isPending}
            onClick={() => mutate({ member, role: 'User' }, { onSettled: onClose })}
          >
            Become a User
          </Button>
        </>
      }
    >
      <p>
        From your next request on you see no tokens and no audit here, and you manage no users. Only another
        Owner can make you an Owner again.
      </p>
    </Dialog>
  );
}
