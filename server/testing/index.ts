export { type ApiRoute, callApi, loadApiRoutes } from './api-routes.ts';
export { type Azurite, freePort, startAzurite } from './azurite.ts';
export {
  bytesOf,
  codeOf,
  getAtLink,
  inHours,
  openAs,
  sha256,
  shareDataset,
  viewOf,
} from './shares.ts';
export { startTcpGate, type TcpGate } from './tcp-gate.ts';
export { createTestPortal, type Member, type TestPortal, testOrigin } from './test-portal.ts';
export { addOutput, commitContent, uploadDataset } from './upload.ts';
