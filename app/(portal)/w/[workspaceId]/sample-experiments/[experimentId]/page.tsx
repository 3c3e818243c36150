import type { Metadata } from 'next';
import { ExperimentPage } from '#components/experiments/detail/experiment-page.tsx';

export const metadata: Metadata = { title: 'Sample experiment' };

export default async function SampleExperimentRoute({
  params,
}: {
  params: Promise<{ workspaceId: string; experimentId: string }>;
}) {
  const { workspaceId, experimentId } = await params;
  return <ExperimentPage workspaceId={workspaceId} experimentId={experimentId} kind="sample" />;
}
