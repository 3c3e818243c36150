import 'server-only';
import type { ApiDocument } from '#components/docs/api-document.ts';
import { openApiDocument } from '#server/http/index.ts';

/** The portal's OpenAPI document, for the page. */
export function loadApiDocument(): ApiDocument {
  // Through JSON, as callers of /api/v1/openapi.json get it.
  return JSON.parse(JSON.stringify(openApiDocument())) as ApiDocument;
}
