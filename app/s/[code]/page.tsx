import type { Metadata } from 'next';
import { SharePage } from '#components/shares/public/share-page.tsx';

// The same for every link: whether one opens is not known here.
export const metadata: Metadata = {
  title: 'Shared data',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function ShareRoute({ params }: { params: Promise<{ code: string }> }) {
  return <SharePage code={decodeURIComponent((await params).code)} />;
}
