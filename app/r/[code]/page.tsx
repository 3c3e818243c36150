import type { Metadata } from 'next';
import { RequestPage } from '#components/shares/receive/request-page.tsx';

// The same for every link: whether one opens is not known here.
export const metadata: Metadata = {
  title: 'Send data',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function RequestRoute({ params }: { params: Promise<{ code: string }> }) {
  return <RequestPage code={decodeURIComponent((await params).code)} />;
}
