export { requireToken, tokenActor } from './admit.ts';
export { requireCalm } from './guards.ts';
export { linkRoute } from './link-route.ts';
export { openApiDocument } from './openapi.ts';
export { problemResponse, publicError, retryHeader } from './problem.ts';
export { readAnyJson, readBody } from './read-input.ts';
export { addressOf } from './request-facts.ts';
export { type RouteContext, type RouteHandler, type RouteInput, route } from './route.ts';
export { signedInResponse, signedOutResponse } from './session-response.ts';
