import { route } from '#server/http/index.ts';
import { listShareAccesses } from '#server/shares/index.ts';

export const GET = route('listShareAccesses', listShareAccesses);
