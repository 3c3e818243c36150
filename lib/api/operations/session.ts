import { z } from 'zod';
import { nonceSchema, signInOptionsSchema, signInWithProviderSchema } from '#lib/identity/provider-schema.ts';
import { sessionSchema, signInSchema } from '#lib/identity/session-schema.ts';
import {
  operatorLinkSchema,
  sessionIdSchema,
  sessionListSchema,
  signInLinkSchema,
  updateProfileSchema,
} from '#lib/users/user-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';

export const sessionOperations = {
  signIn: {
    summary: 'Sign in with a one-time link',
    tag: 'Session',
    access: 'public',
    body: signInSchema,
    response: sessionSchema,
    status: 201,
    errors: ['sign_in_link_invalid', 'conflict', 'too_many_requests'],
  },
  getSession: {
    summary: 'Who am I, and where',
    tag: 'Session',
    access: 'signed-in',
    response: sessionSchema,
    status: 200,
    errors: [],
  },
  signOut: { summary: 'Sign out', tag: 'Session', access: 'signed-in', status: 204, errors: [] },
  getSignInOptions: {
    summary: 'How one signs in here',
    tag: 'Session',
    access: 'public',
    response: signInOptionsSchema,
    status: 200,
    errors: [],
  },
  createNonce: {
    summary: 'A nonce for signing in with the identity provider',
    tag: 'Session',
    access: 'public',
    response: nonceSchema,
    status: 201,
    errors: ['too_many_requests'],
  },
  signInWithProvider: {
    summary: 'Sign in with an ID token of the identity provider',
    tag: 'Session',
    access: 'public',
    body: signInWithProviderSchema,
    response: sessionSchema,
    status: 201,
    errors: ['not_signed_in', 'not_found'],
  },
  createOperatorLink: {
    summary: 'A sign-in link for whoever is locked out, for who runs the installation',
    tag: 'Session',
    access: 'operator',
    body: operatorLinkSchema,
    response: signInLinkSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  updateProfile: {
    summary: 'Change my name',
    tag: 'Session',
    access: 'signed-in',
    body: updateProfileSchema,
    response: sessionSchema,
    status: 200,
    errors: [],
  },
  listSessions: {
    summary: 'My sessions',
    tag: 'Session',
    access: 'signed-in',
    response: sessionListSchema,
    status: 200,
    errors: [],
  },
  endSession: {
    summary: 'End one of my sessions',
    tag: 'Session',
    access: 'signed-in',
    params: z.object({ sessionId: sessionIdSchema }),
    status: 204,
    errors: ['not_found'],
  },
  endAllSessions: {
    summary: 'End all my sessions, this one too',
    tag: 'Session',
    access: 'signed-in',
    status: 204,
    errors: [],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
