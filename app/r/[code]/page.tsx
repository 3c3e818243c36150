import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RequestPage } from '#components/shares/receive/request-page.tsx';
import { plainPart } from '#lib/paths.ts';

// The same for every link: whether one opens is not known here.
export const metadata: Metadata = {
  title: 'Send data',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function RequestRoute({ params }: { params: Promise<{ code: string }> }) {
  const code = plainPart((await params).code) ?? notFound();
  return <RequestPage code={code} />;
}
