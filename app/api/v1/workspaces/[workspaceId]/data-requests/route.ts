import { route } from '#server/http/index.ts';
import { createDataRequest, listDataRequests } from '#server/shares/index.ts';

export const GET = route('listDataRequests', listDataRequests);
export const POST = route('createDataRequest', createDataRequest);
