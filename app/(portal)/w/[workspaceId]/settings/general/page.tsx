import type { Metadata } from 'next';
import { GeneralPage } from '#components/workspaces/general-page.tsx';

export const metadata: Metadata = { title: 'General settings' };

export default async function GeneralRoute({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <GeneralPage workspaceId={(await params).workspaceId} />;
}
