import { z } from 'zod';
import { sessionSchema } from '#lib/identity/session-schema.ts';
import { linksOfRemovedSchema } from '#lib/shares/share-schema.ts';
import {
  acceptInvitationSchema,
  createInvitationSchema,
  invitationIdSchema,
  invitationListSchema,
  memberListSchema,
  memberSchema,
  offeredInvitationSchema,
  readInvitationSchema,
  sentInvitationSchema,
  signInLinkSchema,
  updateMemberSchema,
  userIdSchema,
} from '#lib/users/user-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

const onMember = inWorkspace.extend({ userId: userIdSchema });
const onInvitation = inWorkspace.extend({ invitationId: invitationIdSchema });

export const usersOperations = {
  readInvitation: {
    summary: 'What an invitation offers',
    tag: 'Users',
    access: 'public',
    body: readInvitationSchema,
    response: offeredInvitationSchema,
    status: 200,
    errors: ['sign_in_link_invalid'],
  },
  acceptInvitation: {
    summary: 'Accept an invitation, and sign in with it where one is not signed in',
    tag: 'Users',
    access: 'public',
    body: acceptInvitationSchema,
    response: sessionSchema,
    status: 201,
    errors: ['sign_in_link_invalid', 'not_signed_in', 'conflict'],
  },
  listMembers: {
    summary: 'Members of a workspace',
    tag: 'Users',
    access: 'member.read',
    params: inWorkspace,
    response: memberListSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateMember: {
    summary: "Change a member's role",
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    body: updateMemberSchema,
    response: memberSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
  removeMember: {
    summary: 'Remove a member; from the next request on they are a stranger here',
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    query: z.object({
      shares: linksOfRemovedSchema
        .default('keep')
        .meta({ description: "What becomes of the member's links." }),
    }),
    status: 204,
    errors: ['not_found', 'conflict'],
  },
  createSignInLink: {
    summary: 'A one-time sign-in link for a member, where there is no identity provider',
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    response: signInLinkSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  listInvitations: {
    summary: 'Invitations that wait for an answer',
    tag: 'Users',
    access: 'member.manage',
    params: inWorkspace,
    response: invitationListSchema,
    status: 200,
    errors: ['not_found'],
  },
  createInvitation: {
    summary: 'Invite somebody by e-mail address',
    tag: 'Users',
    access: 'member.manage',
    params: inWorkspace,
    body: createInvitationSchema,
    response: sentInvitationSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  resendInvitation: {
    summary: 'A new link for an invitation; the old one ends',
    tag: 'Users',
    access: 'member.manage',
    params: onInvitation,
    response: sentInvitationSchema,
    status: 200,
    errors: ['not_found'],
  },
  revokeInvitation: {
    summary: 'Revoke an invitation',
    tag: 'Users',
    access: 'member.manage',
    params: onInvitation,
    status: 204,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
