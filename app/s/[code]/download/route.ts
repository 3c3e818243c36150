import { linkRoute } from '#server/http/index.ts';
import { downloadShare } from '#server/shares/index.ts';

export const GET = linkRoute('downloadShare', downloadShare);
