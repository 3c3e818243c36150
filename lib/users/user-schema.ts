import { z } from 'zod';
import { lineSchema } from '#lib/format/line-schema.ts';
import { workspaceIdSchema } from '#lib/workspaces/workspace-schema.ts';
import { memberRoles } from './member-roles.ts';

const hexId = (what: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{32}$/, `${what} has 32 hexadecimal digits.`)
    .meta({ description: `${what}: 32 hexadecimal digits.` });

export const userIdSchema = hexId('A user id');
export const invitationIdSchema = hexId('An invitation id');
export const sessionIdSchema = hexId('A session id');

export const memberRoleSchema = z.enum(memberRoles).meta({ id: 'MemberRole' });

const personName = lineSchema('The name').min(1, 'The name is empty; type one.').max(100);

export const emailSchema = z.email('This is no e-mail address; check it.').max(254);

export const memberSchema = z
  .object({
    userId: userIdSchema,
    displayName: z.string(),
    email: z.string().nullable(),
    role: memberRoleSchema,
    joinedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable().meta({ description: 'To the minute; null where never.' }),
    isYou: z.boolean(),
  })
  .meta({ id: 'Member' });

export const memberListSchema = z.object({ items: z.array(memberSchema) }).meta({ id: 'MemberList' });

export const updateMemberSchema = z.object({ role: memberRoleSchema }).strict().meta({ id: 'UpdateMember' });

export const invitationSchema = z
  .object({
    id: invitationIdSchema,
    email: z.string(),
    role: memberRoleSchema,
    invitedBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    isExpired: z.boolean(),
  })
  .meta({ id: 'Invitation' });

export const invitationListSchema = z
  .object({ items: z.array(invitationSchema) })
  .meta({ id: 'InvitationList' });

export const createInvitationSchema = z
  .object({ email: emailSchema, role: memberRoleSchema })
  .strict()
  .meta({ id: 'CreateInvitation' });

/** An invitation with its link, which is shown this once. */
export const sentInvitationSchema = invitationSchema
  .extend({
    url: z.string().meta({ description: 'The link to hand over; it is not shown again.' }),
    mail: z
      .enum(['sent', 'failed', 'off'])
      .meta({ description: '`off`: no mail server is set, hand the link over yourself.' }),
  })
  .meta({ id: 'SentInvitation' });

/** A one-time code that stood behind `#` of a link. */
const codeSchema = z.string().min(1).max(200);

export const readInvitationSchema = z.object({ code: codeSchema }).strict().meta({ id: 'ReadInvitation' });

export const offeredInvitationSchema = z
  .object({
    workspaceId: workspaceIdSchema,
    workspaceName: z.string(),
    role: memberRoleSchema,
    invitedBy: z.string(),
    email: z.string(),
    expiresAt: z.iso.datetime(),
    signedInAs: z
      .string()
      .nullable()
      .meta({ description: 'Who would accept it; null where nobody is signed in.' }),
    needsProvider: z
      .boolean()
      .meta({ description: 'Whether one signs in with the identity provider before accepting.' }),
  })
  .meta({ id: 'OfferedInvitation' });

export const acceptInvitationSchema = z
  .object({
    code: codeSchema,
    displayName: personName.optional().meta({ description: 'Of somebody new; else the e-mail address.' }),
  })
  .strict()
  .meta({ id: 'AcceptInvitation' });

/** A one-time sign-in link. */
export const signInLinkSchema = z
  .object({ url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'SignInLink' });

export const operatorLinkSchema = z
  .object({
    email: z.string().max(254).optional().meta({ description: 'Whose; the first Owner where absent.' }),
  })
  .strict()
  .meta({ id: 'OperatorLink' });

export const updateProfileSchema = z
  .object({ displayName: personName })
  .strict()
  .meta({ id: 'UpdateProfile' });

export const sessionInfoSchema = z
  .object({
    id: sessionIdSchema,
    client: z.string(),
    address: z.string(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    isThis: z.boolean(),
  })
  .meta({ id: 'SessionInfo' });

export const sessionListSchema = z.object({ items: z.array(sessionInfoSchema) }).meta({ id: 'SessionList' });

export type Member = z.infer<typeof memberSchema>;
export type Invitation = z.infer<typeof invitationSchema>;
export type SentInvitation = z.infer<typeof sentInvitationSchema>;
export type OfferedInvitation = z.infer<typeof offeredInvitationSchema>;
export type SignInLink = z.infer<typeof signInLinkSchema>;
export type SessionInfo = z.infer<typeof sessionInfoSchema>;
