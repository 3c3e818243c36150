import type { z } from 'zod';
import { auditOperations } from './operations/audit.ts';
import { dataRequestsOperations } from './operations/data-requests.ts';
import { datasetsOperations } from './operations/datasets.ts';
import { experimentsOperations } from './operations/experiments.ts';
import type { Operation } from './operations/operation.ts';
import { sessionOperations } from './operations/session.ts';
import { sharesOperations } from './operations/shares.ts';
import { tokensOperations } from './operations/tokens.ts';
import { uploadsOperations } from './operations/uploads.ts';
import { usersOperations } from './operations/users.ts';
import { workspacesOperations } from './operations/workspaces.ts';
import type { OperationId } from './routes.ts';

export { type Access, type Operation, tags } from './operations/operation.ts';

/** The portal's REST API, by chapters: what validates requests, types the client and generates the OpenAPI document. */
export const operations = {
  ...sessionOperations,
  ...workspacesOperations,
  ...usersOperations,
  ...tokensOperations,
  ...datasetsOperations,
  ...uploadsOperations,
  ...sharesOperations,
  ...dataRequestsOperations,
  ...experimentsOperations,
  ...auditOperations,
} as const satisfies Record<OperationId, Operation>;

type Operations = typeof operations;
type In<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? z.input<S> : undefined;

/** What a caller of operation `Id` gives (before defaults) and gets. */
export type OperationInput<Id extends OperationId> = {
  params: In<Operations[Id], 'params'>;
  query: In<Operations[Id], 'query'>;
  body: In<Operations[Id], 'body'>;
};
export type OperationOutput<Id extends OperationId> = Operations[Id] extends {
  response: infer R extends z.ZodType;
}
  ? z.output<R>
  : undefined;
