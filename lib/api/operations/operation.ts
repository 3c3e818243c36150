import type { z } from 'zod';
import type { Action } from '#lib/access/actions.ts';
import type { ErrorCode } from '#lib/errors.ts';

/** Who may call: anybody, who runs the installation, anybody signed in, or who may do that action in the workspace of the path. */
export type Access = 'public' | 'operator' | 'signed-in' | Action;

/** Chapters of the API's reference, in their order. */
export const tags = [
  'Session',
  'Workspaces',
  'Users',
  'Tokens',
  'Datasets',
  'Uploads',
  'Shares',
  'Experiments',
  'Audit',
] as const;

export interface Operation {
  summary: string;
  tag: (typeof tags)[number];
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: the answer is 204 without a body. */
  response?: z.ZodType;
  /** Media type of an answer that is no JSON. */
  media?: string;
  /** 302: the answer's `Location` is the way on; there is no body. */
  status: 200 | 201 | 204 | 302;
  /** What can go wrong beyond what every operation can answer. */
  errors: readonly ErrorCode[];
}
