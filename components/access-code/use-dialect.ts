'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type PreviewFile, previewQuery } from '#components/preview/preview-queries.ts';
import { useApi } from '#components/shell/api-context.ts';
import { type Seen, seenOf } from '#lib/access-code/dialect.ts';
import { previewShape } from '#lib/preview/preview-shape.ts';

/**
 * How a file of text is written, by its preview: what a page has read of it already, else its first bytes are read now,
 * unless they are `hidden`. Nothing of it where there is no file or no text.
 */
export function useDialect(file: PreviewFile | undefined, { hidden = false } = {}): Seen {
  const api = useApi();
  const shape = file && previewShape(file.dataTypeId);
  const isText = shape === 'table' || shape === 'text';
  const read = file && isText && !hidden ? [file] : [];
  const [preview] = useQueries({ queries: read.map((one) => previewQuery(api, one)) });
  const asked = preview !== undefined;
  const { data, isError = false } = preview ?? {};
  return useMemo(() => {
    if (asked) return seenOf(data, isError);
    return isText ? { unknown: 'hidden' } : {};
  }, [asked, data, isError, isText]);
}
