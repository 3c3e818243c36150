import type { Metadata } from 'next';
import { ExperimentList } from '#components/experiments/list/experiment-list.tsx';

export const metadata: Metadata = { title: 'Experiments' };

export default async function ExperimentsPage({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <ExperimentList workspaceId={(await params).workspaceId} />;
}
