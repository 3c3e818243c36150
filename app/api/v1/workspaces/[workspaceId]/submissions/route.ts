import { route } from '#server/http/index.ts';
import { listSubmissions } from '#server/shares/index.ts';

export const GET = route('listSubmissions', listSubmissions);
