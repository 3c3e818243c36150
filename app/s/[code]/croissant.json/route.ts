import { linkRoute } from '#server/http/index.ts';
import { getShareCroissant } from '#server/shares/index.ts';

export const GET = linkRoute('getShareCroissant', getShareCroissant);
