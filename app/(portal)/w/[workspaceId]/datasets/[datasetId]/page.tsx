import type { Metadata } from 'next';
import { DatasetPage } from '#components/datasets/detail/dataset-page.tsx';

export const metadata: Metadata = { title: 'Dataset' };

export default async function DatasetRoute({
  params,
}: {
  params: Promise<{ workspaceId: string; datasetId: string }>;
}) {
  const { workspaceId, datasetId } = await params;
  return <DatasetPage workspaceId={workspaceId} datasetId={datasetId} kind="own" />;
}
