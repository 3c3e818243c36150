export { anyFreePort as freePort } from '../../scripts/services/free-port.mjs';
export { type ApiRoute, callApi, loadApiRoutes } from './api-routes.ts';
export { type Azurite, startAzurite } from './azurite.ts';
export {
  beginSubmission,
  bytesOf,
  codeOf,
  getAtLink,
  inHours,
  openAs,
  requestData,
  sha256,
  shareDataset,
  submit,
  viewOf,
  visitorOf,
} from './shares.ts';
export { startTcpGate, type TcpGate } from './tcp-gate.ts';
export { openTestDatabase } from './test-database.ts';
export { createTestPortal, type Member, type TestPortal, testOrigin } from './test-portal.ts';
export {
  addOutput,
  commitContent,
  describeFiles,
  type FolderContent,
  putWhole,
  readFiles,
  reserveFiles,
  sendFiles,
  uploadDataset,
  uploadFolder,
} from './upload.ts';
