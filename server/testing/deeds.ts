import { eq } from 'drizzle-orm';
import type { OperationId } from '#lib/api/routes.ts';
import type { AuditAction } from '#lib/audit/audit-actions.ts';
import { deleteDataset } from '#server/datasets/index.ts';
import { createExperiment, deleteExperiment, reserveOutput, startRun } from '#server/experiments/index.ts';
import { makeSignInLink, startSession } from '#server/identity/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { openShare } from '#server/shares/index.ts';
import { reserveFolder, reserveUpload } from '#server/transfers/index.ts';
import { createInvitation } from '#server/users/index.ts';
import { deleteWorkspace } from '#server/workspaces/index.ts';
import { beginSubmission, inHours, requestData, shareDataset, submit } from './shares.ts';
import type { Member, TestPortal } from './test-portal.ts';
import { startTokenIssuer } from './token-issuer.ts';
import { addOutput, commitContent, describeFiles, sendFiles, uploadDataset } from './upload.ts';

/** One call of an operation that succeeds, and what the audit says of it. */
export interface Deed {
  action: AuditAction;
  subject?: string;
  /** Who it says did it; the member where absent. */
  by?: RegExp;
  params?: Record<string, unknown>;
  search?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Without the member's cookie. */
  isAnonymous?: boolean;
  /** The workspace it is told in, by the answer; the member's where absent. */
  toldIn?: (answer: { id: string }) => string;
  /** Puts back what was set up for it. */
  after?: () => Promise<void>;
}

export type Prepare = (member: Member, portal: TestPortal) => Promise<Deed>;

const bytes = new TextEncoder().encode('a\n1\n');
const file = { dataTypeId: 'GenericCSV', fileName: 'f.csv', size: bytes.byteLength } as const;
const folderContent = { 'a/b': 'text' };
const folderFiles = describeFiles(folderContent);
const folder = { name: 'Folder', dataTypeId: 'Other', fileCount: 1, size: 4 } as const;
const anybody = /^user:[0-9a-f]{32}$/;

async function reserve({ ctx }: Member) {
  return reserveUpload(ctx, { ...file, name: 'Open' });
}

async function onRun({ ctx }: Member) {
  const { id: experimentId } = await createExperiment(ctx, { name: 'Theirs' });
  await startRun(ctx, { experimentId });
  return { experimentId, run: 1 };
}

async function onOutput(member: Member) {
  const run = await onRun(member);
  const { id: outputId } = await addOutput(member, run, 'done', bytes);
  return { ...run, outputId };
}

async function other(member: Member, portal: TestPortal) {
  const { userId } = await portal.createMember('Owner', member.workspaceId);
  return { params: { userId }, subject: userId };
}

async function invite({ ctx }: Member) {
  const { id, url } = await createInvitation(ctx, { email: 'new@example.org', role: 'User' });
  return { params: { invitationId: id }, subject: id, code: new URL(url).hash.slice(1) };
}

const onDataset =
  (action: AuditAction, more: Partial<Deed> = {}): Prepare =>
  async (member) => {
    const { id } = await uploadDataset(member, bytes);
    return { action, subject: id, ...more, params: { datasetId: id, ...more.params } };
  };

const onExperiment =
  (action: AuditAction, more: Partial<Deed> = {}): Prepare =>
  async (member) => {
    const { experimentId } = await onRun(member);
    return { action, subject: experimentId, ...more, params: { experimentId, run: 1 } };
  };

const ofOutput =
  (action: AuditAction, body?: unknown): Prepare =>
  async (member) => {
    const params = await onOutput(member);
    return { action, subject: params.experimentId, params, ...(body ? { body } : {}) };
  };

const ofUpload =
  (action: AuditAction): Prepare =>
  async (member) => {
    const { id } = await reserve(member);
    return { action, subject: id, params: { uploadId: id } };
  };

async function link(member: Member) {
  const { datasetId, id: shareId, code } = await shareDataset(member);
  return { datasetId, shareId, code };
}

const throughLink = { by: /^share:[0-9a-f]{32}$/, isAnonymous: true } as const;

const onLink =
  (action: AuditAction, more: Partial<Deed> = {}): Prepare =>
  async (member) => {
    const { datasetId, shareId } = await link(member);
    return { action, subject: datasetId, params: { shareId }, ...more };
  };

const onRequest =
  (action: AuditAction, body?: unknown): Prepare =>
  async (member) => {
    const { id: requestId } = await requestData(member);
    return { action, subject: requestId, params: { requestId }, ...(body ? { body } : {}) };
  };

const onSent =
  (action: AuditAction): Prepare =>
  async (member) => {
    const { by, reserved } = await beginSubmission(member);
    return { action, subject: reserved.id, ...throughLink, params: { uploadId: reserved.id }, body: by };
  };

const onSubmission =
  (action: AuditAction, body?: unknown): Prepare =>
  async (member) => {
    const submissionId = await submit(member);
    return { action, subject: submissionId, params: { submissionId }, ...(body ? { body } : {}) };
  };

/** For each operation that changes something or hands out a key: how it succeeds. */
export const deeds = {
  signIn: async (member, { parts }) => {
    const { url } = await makeSignInLink(parts, parts.db, member.userId);
    const body = { code: new URL(url).hash.slice(1) };
    return { action: 'session.start', subject: member.userId, isAnonymous: true, body };
  },
  signInWithProvider: async (member, { config, parts }) => {
    const issuer = await startTokenIssuer();
    config.provider = { kind: 'oidc', authority: issuer.authority, clientId: 'portal', tenantId: undefined };
    const [nonce, now] = [newCode(), parts.now()];
    const ids = { issuer: issuer.authority, subject: 's', userId: member.userId, createdAt: now };
    await parts.db.insert(schema.identities).values(ids);
    const expiresAt = new Date(now.getTime() + 60_000);
    await parts.db.insert(schema.signInNonces).values({ digest: digestOf(nonce), expiresAt });
    const iat = Math.floor(now.getTime() / 1000);
    const claims = { iss: issuer.authority, aud: 'portal', sub: 's', name: 'Ada', nonce, iat, exp: iat + 60 };
    return {
      action: 'session.start',
      subject: member.userId,
      isAnonymous: true,
      body: { idToken: await issuer.sign(claims) },
      after: async () => {
        config.provider = undefined;
        await issuer.close();
      },
    };
  },
  createOperatorLink: async ({ userId }, { config, parts }) => {
    const code = newCode();
    config.operatorDigest = digestOf(code);
    const email = `${userId}@example.org`;
    await parts.db.update(schema.users).set({ email }).where(eq(schema.users.id, userId));
    const headers = { authorization: `Bearer ${code}` };
    return { action: 'member.sign-in-link', subject: userId, by: /^system$/, body: { email }, headers };
  },
  signOut: async ({ userId }) => ({ action: 'session.end', subject: userId }),
  updateProfile: async ({ userId }) => ({
    action: 'member.rename',
    subject: userId,
    body: { displayName: 'Ada' },
  }),
  endSession: async ({ userId }, { parts }) => {
    const { digest } = await startSession(parts.db, userId, parts.now());
    const { sessions } = schema;
    const [row] = await parts.db.select().from(sessions).where(eq(sessions.digest, digest));
    return { action: 'session.end', subject: userId, params: { sessionId: row?.id } };
  },
  endAllSessions: async ({ userId }) => ({ action: 'session.end-all', subject: userId }),
  acceptInvitation: async (member) => {
    const { code } = await invite(member);
    return { action: 'member.join', by: anybody, isAnonymous: true, body: { code, displayName: 'New' } };
  },
  createWorkspace: async () => ({
    action: 'workspace.create',
    body: { name: 'Another' },
    toldIn: ({ id }) => id,
  }),
  updateWorkspace: async ({ workspaceId }) => ({
    action: 'workspace.rename',
    subject: workspaceId,
    body: { name: 'New' },
  }),
  deleteWorkspace: async ({ workspaceId }) => ({
    action: 'workspace.delete',
    subject: workspaceId,
    body: { name: 'Workspace' },
  }),
  restoreWorkspace: async ({ ctx, workspaceId }) => {
    await deleteWorkspace(ctx, { name: 'Workspace' });
    return { action: 'workspace.restore', subject: workspaceId, params: { deletedId: workspaceId } };
  },
  leaveWorkspace: async (member, portal) => {
    await other(member, portal);
    return { action: 'member.leave', subject: member.userId };
  },
  updateMember: async (member, portal) => ({
    action: 'member.change-role',
    ...(await other(member, portal)),
    body: { role: 'User' },
  }),
  removeMember: async (member, portal) => ({ action: 'member.remove', ...(await other(member, portal)) }),
  createSignInLink: async (member, portal) => ({
    action: 'member.sign-in-link',
    ...(await other(member, portal)),
  }),
  createInvitation: async () => ({
    action: 'member.invite',
    body: { email: 'new@example.org', role: 'User' },
  }),
  resendInvitation: async (member) => ({ action: 'member.invite-again', ...(await invite(member)) }),
  revokeInvitation: async (member) => ({ action: 'member.revoke-invitation', ...(await invite(member)) }),
  exportAudit: async ({ workspaceId }) => ({
    action: 'audit.export',
    subject: workspaceId,
    search: '?format=csv',
  }),
  updateDataset: onDataset('dataset.rename', { body: { name: 'New' } }),
  repeatVersion: onDataset('dataset.repeat-version', { body: { n: 1, dataTypeId: 'PlainText' } }),
  deleteDataset: onDataset('dataset.delete'),
  restoreDataset: async (member) => {
    const { id } = await uploadDataset(member, bytes);
    await deleteDataset(member.ctx, { datasetId: id });
    return { action: 'dataset.restore', subject: id, params: { datasetId: id } };
  },
  issueReadKey: onDataset('dataset.preview', { params: { n: 1 }, body: { purpose: 'preview' } }),
  issueReadKeys: onDataset('dataset.preview', {
    params: { n: 1 },
    body: { purpose: 'preview', paths: ['readings.csv'] },
  }),
  downloadVersion: onDataset('dataset.download', { params: { n: 'latest' } }),
  reserveUpload: async () => ({ action: 'upload.reserve', body: { ...file, name: 'Fresh' } }),
  renewUploadKey: ofUpload('upload.renew-key'),
  cancelUpload: ofUpload('upload.cancel'),
  confirmUpload: async (member) => {
    const { id, key } = await reserve(member);
    const etag = await commitContent(key.url, bytes);
    return { action: 'dataset.create', params: { uploadId: id }, body: { etag } };
  },
  reserveFolder: async () => ({
    action: 'upload.reserve',
    body: { name: 'Fresh', dataTypeId: 'Other', fileCount: 1, size: 1 },
  }),
  changeFolderUpload: async (member) => {
    const { id } = await reserveFolder(member.ctx, folder);
    const body = { fileCount: folder.fileCount, size: folder.size + 1 };
    return { action: 'upload.change', subject: id, params: { uploadId: id }, body };
  },
  addFolderFiles: async (member) => {
    const { id } = await reserveFolder(member.ctx, folder);
    return {
      action: 'upload.add-files',
      subject: id,
      params: { uploadId: id },
      body: { files: folderFiles },
    };
  },
  sealFolderFiles: async (member) => {
    const { id } = await reserveFolder(member.ctx, folder);
    const seen = { path: 'a/b', etag: '"0x1"', md5: '0'.repeat(32) };
    return { action: 'upload.seal-files', subject: id, params: { uploadId: id }, body: { files: [seen] } };
  },
  confirmFolder: async (member) => {
    const { id } = await reserveFolder(member.ctx, folder);
    await sendFiles(member, id, folderContent);
    return { action: 'dataset.create', params: { uploadId: id }, body: {} };
  },
  revealToken: async () => ({ action: 'token.reveal', params: { slot: 'primary' }, body: {} }),
  regenerateToken: async () => ({
    action: 'token.regenerate',
    params: { slot: 'primary' },
    body: { generation: 1 },
  }),
  createExperiment: async () => ({ action: 'experiment.create', body: { name: 'New' } }),
  updateExperiment: onExperiment('experiment.rename', { body: { name: 'New' } }),
  deleteExperiment: onExperiment('experiment.delete'),
  restoreExperiment: async (member) => {
    const params = await onRun(member);
    await deleteExperiment(member.ctx, params);
    return { action: 'experiment.restore', subject: params.experimentId, params };
  },
  startRun: onExperiment('experiment.start-run'),
  finishRun: onExperiment('experiment.finish-run', { body: { status: 'failed' } }),
  reserveOutput: async (member) => ({
    action: 'upload.reserve',
    params: await onRun(member),
    body: { ...file, nodeId: 'n', portName: 'p' },
  }),
  confirmOutput: async (member) => {
    const run = await onRun(member);
    const { id, key } = await reserveOutput(member.ctx, { ...run, ...file, nodeId: 'n', portName: 'p' });
    const etag = await commitContent(key.url, bytes);
    const { experimentId } = run;
    return {
      action: 'experiment.add-output',
      subject: experimentId,
      params: { ...run, uploadId: id },
      body: { etag },
    };
  },
  issueOutputKey: ofOutput('experiment.preview', { purpose: 'preview' }),
  downloadOutput: ofOutput('experiment.download'),
  createShare: async (member) => {
    const { id: datasetId } = await uploadDataset(member, bytes);
    const body = { datasetId, n: 1, expiresAt: inHours(24) };
    return { action: 'share.create', subject: datasetId, body };
  },
  updateShare: onLink('share.update', { body: { note: 'for the press' } }),
  revokeShare: onLink('share.revoke'),
  revealShare: onLink('share.reveal'),
  exportShareAccesses: onLink('share.export', { search: '?format=csv' }),
  updateSharePolicy: async ({ workspaceId }) => ({
    action: 'share.set-policy',
    subject: workspaceId,
    body: { maxLifetimeDays: 7, passwordRequired: false, off: false },
  }),
  issueShareKey: async (member, { parts }) => {
    const { code, datasetId } = await link(member);
    const visitor = { ...parts, actor: { kind: 'anonymous' as const }, address: '127.0.0.1' };
    const { ticket } = await openShare(visitor, { code });
    const body = { code, ticket, purpose: 'preview' };
    return { action: 'dataset.preview', subject: datasetId, ...throughLink, body };
  },
  downloadShare: async (member) => {
    const { code, datasetId } = await link(member);
    return { action: 'dataset.download', subject: datasetId, ...throughLink, params: { code } };
  },
  createDataRequest: async () => ({
    action: 'request.create',
    body: { title: 'Gauges', expiresAt: inHours(24), maxBytesPerFile: 1000, maxFiles: 1 },
  }),
  updateDataRequest: onRequest('request.update', { note: 'by Friday' }),
  revokeDataRequest: onRequest('request.revoke'),
  revealDataRequest: onRequest('request.reveal'),
  reserveSubmission: async (member) => {
    const { by } = await beginSubmission(member);
    const body = { ...by, ...file, sender: 'Ada' };
    return { action: 'upload.reserve', ...throughLink, body };
  },
  renewSubmissionKey: onSent('upload.renew-key'),
  cancelSubmission: onSent('upload.cancel'),
  confirmSubmission: async (member) => {
    const { by, reserved } = await beginSubmission(member, 'a\n1\n');
    const etag = await commitContent(reserved.key.url, bytes);
    const params = { uploadId: reserved.id };
    const body = { ...by, etag };
    return { action: 'submission.receive', subject: reserved.id, ...throughLink, params, body };
  },
  acceptSubmission: onSubmission('submission.accept', { name: 'Gauges' }),
  declineSubmission: onSubmission('submission.decline'),
  saveOutput: ofOutput('experiment.save-output', { name: 'Saved' }),
} satisfies Partial<Record<OperationId, Prepare>>;
