import { route } from '#server/http/index.ts';
import { getStorageFrame } from '#server/transfers/index.ts';

export const GET = route('getStorageFrame', getStorageFrame);
