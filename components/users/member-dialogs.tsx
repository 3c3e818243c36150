'use client';

import type { Member } from '#lib/users/user-schema.ts';
import { DemoteSelfDialog } from './demote-self-dialog.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { SignInLinkDialog } from './sign-in-link-dialog.tsx';

/** What is asked before something is done with a member. */
export interface MemberQuestion {
  kind: 'demote' | 'link' | 'remove';
  member: Member;
}

interface MemberDialogsProps {
  workspaceId: string;
  question: MemberQuestion;
  onClose: () => void;
}

export function MemberDialogs({ workspaceId, question: { kind, member }, onClose }: MemberDialogsProps) {
  const props = { workspaceId, member, onClose };
  switch (kind) {
    case 'demote':
      return <DemoteSelfDialog {...props} />;
    case 'link':
      return <SignInLinkDialog {...props} />;
    case 'remove':
      return <RemoveMemberDialog {...props} />;
  }
}
