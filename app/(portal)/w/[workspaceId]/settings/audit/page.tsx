import type { Metadata } from 'next';
import { AuditPage } from '#components/audit/audit-page.tsx';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditRoute({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <AuditPage workspaceId={(await params).workspaceId} />;
}
