import type { ReactNode } from 'react';
import { SettingsFrame } from '#components/settings/settings-frame.tsx';

export default async function SettingsLayout({
  params,
  children,
}: {
  params: Promise<{ workspaceId: string }>;
  children: ReactNode;
}) {
  return <SettingsFrame workspaceId={(await params).workspaceId}>{children}</SettingsFrame>;
}
