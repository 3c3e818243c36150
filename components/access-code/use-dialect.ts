'use client';

import { useQueries } from '@tanstack/react-query';
import { type PreviewFile, previewQuery } from '#components/preview/preview-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { type SeenDialect, seenDialect } from '#lib/access-code/dialect.ts';
import { previewShape } from '#lib/preview/preview-shape.ts';

/**
 * How a file of text is written, by its preview: what a page has read of it already, else its first bytes are read now.
 * Undefined while that goes on, where it fails, and where there is no file or no text.
 */
export function useDialect(file: PreviewFile | undefined): SeenDialect | undefined {
  const api = useApi();
  const shape = file && previewShape(file.dataTypeId);
  const isText = shape === 'table' || shape === 'text';
  const read = file && isText ? [file] : [];
  const [preview] = useQueries({ queries: read.map((one) => previewQuery(api, one)) });
  return seenDialect(preview?.data);
}
