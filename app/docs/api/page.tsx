import type { Metadata } from 'next';
import { ApiReference } from '#components/docs/api-reference.tsx';
import { loadApiDocument } from './load-document.ts';

export const metadata: Metadata = { title: 'API' };

export default function ApiPage() {
  return <ApiReference document={loadApiDocument()} />;
}
