import { redirect } from 'next/navigation';
import { generalPath } from '#lib/paths.ts';

export default async function SettingsPage({ params }: { params: Promise<{ workspaceId: string }> }) {
  redirect(generalPath((await params).workspaceId));
}
