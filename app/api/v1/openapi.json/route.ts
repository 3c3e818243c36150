import { openApiDocument } from '#server/http/index.ts';

/** The OpenAPI 3.1 document of this API; open to everybody. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
