import { redirect } from 'next/navigation';
import { tokensPath } from '#lib/paths.ts';

export default async function SettingsPage({ params }: { params: Promise<{ workspaceId: string }> }) {
  redirect(tokensPath((await params).workspaceId));
}
