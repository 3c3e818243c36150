export { type ApiRoute, callApi, loadApiRoutes } from './api-routes.ts';
export { freePort, startAzurite } from './azurite.ts';
export { createTestPortal, type Member, type TestPortal, testOrigin } from './test-portal.ts';
export { commitContent, uploadDataset } from './upload.ts';
