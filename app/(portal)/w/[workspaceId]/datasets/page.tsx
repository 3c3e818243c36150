import type { Metadata } from 'next';
import { DatasetList } from '#components/datasets/list/dataset-list.tsx';

export const metadata: Metadata = { title: 'Datasets' };

export default async function DatasetsPage({ params }: { params: Promise<{ workspaceId: string }> }) {
  return <DatasetList workspaceId={(await params).workspaceId} />;
}
