export { exportShareAccesses, listShareAccesses } from './accesses.ts';
export { updateDataRequest, updateShare } from './change-link.ts';
export { createDataRequest } from './create-data-request.ts';
export { createShare } from './create-share.ts';
export { getShareCroissant } from './croissant.ts';
export { downloadShare } from './download-share.ts';
export { issueShareKey } from './issue-share-key.ts';
export { listDataRequests, listShares } from './list-links.ts';
export { openDataRequest } from './open-data-request.ts';
export { openShare } from './open-share.ts';
export { getSharePolicy, updateSharePolicy } from './policy.ts';
export { prepareLinks } from './prepare-links.ts';
export { revealDataRequest, revealShare } from './reveal-link.ts';
export { revokeDataRequest, revokeShare } from './revoke-link.ts';
export {
  cancelSubmission,
  confirmSubmission,
  listSubmissionBlocks,
  renewSubmissionKey,
  reserveSubmission,
} from './send-submission.ts';
export { settleLinks } from './settle-links.ts';
export { acceptSubmission, declineSubmission, listSubmissions } from './submissions.ts';
export { forgetGivenUp, purgeSubmissions, warnOfEndingLinks } from './sweep-links.ts';
