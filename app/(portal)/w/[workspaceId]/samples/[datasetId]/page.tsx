import type { Metadata } from 'next';
import { DatasetPage } from '#components/datasets/detail/dataset-page.tsx';

export const metadata: Metadata = { title: 'Sample' };

export default async function SampleRoute({
  params,
}: {
  params: Promise<{ workspaceId: string; datasetId: string }>;
}) {
  const { workspaceId, datasetId } = await params;
  return <DatasetPage workspaceId={workspaceId} datasetId={datasetId} kind="sample" />;
}
