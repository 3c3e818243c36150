import type { Metadata } from 'next';
import { UsersPage } from '#components/users/users-page.tsx';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersRoute({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <UsersPage workspaceId={(await params).workspaceId} />;
}
