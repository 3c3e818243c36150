import type { Metadata } from 'next';
import { TransfersPage } from '#components/transfers/page/transfers-page.tsx';

export const metadata: Metadata = { title: 'Transfers' };

export default async function Page({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <TransfersPage workspaceId={(await params).workspaceId} />;
}
