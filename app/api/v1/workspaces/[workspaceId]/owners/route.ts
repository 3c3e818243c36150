import { route } from '#server/http/index.ts';
import { listOwners } from '#server/workspaces/index.ts';

export const GET = route('listOwners', listOwners);
