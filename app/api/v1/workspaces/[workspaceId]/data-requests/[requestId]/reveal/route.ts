import { route } from '#server/http/index.ts';
import { revealDataRequest } from '#server/shares/index.ts';

export const POST = route('revealDataRequest', revealDataRequest);
