import { route } from '#server/http/index.ts';
import { exportShareAccesses } from '#server/shares/index.ts';

export const GET = route('exportShareAccesses', exportShareAccesses);
