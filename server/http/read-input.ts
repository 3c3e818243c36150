import type { z } from 'zod';
import type { Operation } from '#lib/api/operations.ts';
import { SluiceError } from '#lib/errors.ts';
import { bearerOf } from './request-facts.ts';

const jsonLimits: BodyLimits = {
  maxBytes: 1024 * 1024,
  deadline: 30_000,
  wayOn: 'data itself goes straight to storage',
};

/** Path parameters that do not look like ids name nothing: `not_found`, as for ids that do not exist. */
export function readParams(operation: Operation, params: Record<string, string>): Record<string, unknown> {
  if (!operation.params) return {};
  const parsed = operation.params.safeParse(params);
  if (!parsed.success)
    throw new SluiceError('not_found', 'There is nothing at this address; check the ids in it.');
  return parsed.data;
}

/** Query and body, parsed by the operation's schemas. Throws `bad_request`, `name_invalid` or `too_large`. */
export async function readInput(operation: Operation, request: Request): Promise<Record<string, unknown>> {
  const query = operation.query
    ? parse(operation.query, Object.fromEntries(new URL(request.url).searchParams))
    : {};
  const body = operation.body ? parse(operation.body, await readJson(request)) : {};
  return { ...(query as object), ...(body as object) };
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    const broken = brokenText(parsed.data);
    if (broken === undefined) return parsed.data;
    throw new SluiceError(
      'bad_request',
      `${broken.slice(0, 200)}: The text holds half of a surrogate pair; type it anew.`,
      { details: { field: broken.slice(0, 200) } },
    );
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const custom = issue?.code === 'custom' ? (issue.params as { code?: string } | undefined) : undefined;
  const code = custom?.code === 'name_invalid' ? 'name_invalid' : 'bad_request';
  const rule = issue?.message ?? 'It has the wrong shape.';
  const detail = custom || !field ? rule : `${field}: ${rule}`;
  throw new SluiceError(code, detail.slice(0, 500), { details: field ? { field: field.slice(0, 200) } : {} });
}

/** Where a text is no Unicode, which the database refuses: the path of its field. */
function brokenText(value: unknown, path: string[] = []): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path.join('.');
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [field, inner] of Object.entries(value)) {
    const found = brokenText(inner, [...path, field]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a form of any page can send, without a question first (CORS): also no type at all. */
const sentByForms = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);

async function readJson(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') {
    const mayBeForm = sentByForms.has(type) && bearerOf(request) === undefined;
    throw new SluiceError(
      mayBeForm ? 'cross_site' : 'bad_request',
      'The body must be JSON; send it with Content-Type: application/json.',
    );
  }
  return parseJson(await readBody(request, jsonLimits));
}

/** A body's text as JSON, whatever its Content-Type says. */
export async function readAnyJson(request: Request): Promise<unknown> {
  return parseJson(await readBody(request, jsonLimits));
}

function parseJson(body: Uint8Array): unknown {
  const text = readUtf8(body);
  try {
    return JSON.parse(text);
  } catch {
    throw new SluiceError('bad_request', 'The body is not valid JSON; check its brackets and quotes.');
  }
}

// Some clients send the code page of their machine; read leniently, a name would be kept with signs in place of letters.
function readUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new SluiceError('bad_request', 'The body is not encoded in UTF-8; send its JSON as UTF-8.');
  }
}

export interface BodyLimits {
  /** Largest body taken, in bytes. */
  maxBytes: number;
  /** A body that has not arrived by then is cut, in milliseconds. */
  deadline: number;
  /** What to do instead of sending a larger one. */
  wayOn: string;
}

/** The body's bytes; more than `maxBytes` of it are never held. Throws `too_large`, or `bad_request` where it is slow. */
export async function readBody(
  request: Request,
  { maxBytes, deadline, wayOn }: BodyLimits,
): Promise<Uint8Array> {
  const tooLarge = () => new SluiceError('too_large', `The body is larger than ${maxBytes} bytes; ${wayOn}.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader?.cancel().catch(() => undefined);
  }, deadline);
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (late) throw new SluiceError('bad_request', 'The body took too long to arrive; send it again.');
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) {
        void reader.cancel().catch(() => undefined);
        throw tooLarge();
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}
