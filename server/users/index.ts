export { acceptInvitation, readInvitation } from './accept-invitation.ts';
export { createSignInLink } from './create-sign-in-link.ts';
export { createInvitation, listInvitations, resendInvitation, revokeInvitation } from './invitations.ts';
export { leaveWorkspace, listMembers, removeMember, updateMember } from './members.ts';
