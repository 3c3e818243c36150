export { requireCalm } from './guards.ts';
export { openApiDocument } from './openapi.ts';
export { problemResponse } from './problem.ts';
export { type RouteContext, type RouteHandler, type RouteInput, route } from './route.ts';
export { clearedCookie, sessionCookie } from './session-cookie.ts';
