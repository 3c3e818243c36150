import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell.tsx';

export default async function WorkspaceLayout({
  params,
  children,
}: {
  params: Promise<{ workspaceId: string }>;
  children: ReactNode;
}) {
  const { workspaceId } = await params;
  return <Shell workspaceId={workspaceId}>{children}</Shell>;
}
