import type { Metadata } from 'next';
import { SharesPage } from '#components/shares/ledger/shares-page.tsx';

export const metadata: Metadata = { title: 'Shares' };

export default async function SharesRoute({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <SharesPage workspaceId={(await params).workspaceId} />;
}
