import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SharePage } from '#components/shares/public/share-page.tsx';
import { plainPart } from '#lib/paths.ts';

// The same for every link: whether one opens is not known here.
export const metadata: Metadata = {
  title: 'Shared data',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function ShareRoute({ params }: { params: Promise<{ code: string }> }) {
  const code = plainPart((await params).code) ?? notFound();
  return <SharePage code={code} />;
}
