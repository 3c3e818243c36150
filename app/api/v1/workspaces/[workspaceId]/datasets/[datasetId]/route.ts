import { deleteDataset, getDataset, updateDataset } from '#server/datasets/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('getDataset', getDataset);
export const PATCH = route('updateDataset', updateDataset);
export const DELETE = route('deleteDataset', deleteDataset);
