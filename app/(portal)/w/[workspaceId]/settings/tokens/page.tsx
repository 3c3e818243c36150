import type { Metadata } from 'next';
import { TokensPage } from '#components/tokens/tokens-page.tsx';

export const metadata: Metadata = { title: 'Authorization tokens' };

export default async function TokensRoute({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <TokensPage workspaceId={(await params).workspaceId} />;
}
