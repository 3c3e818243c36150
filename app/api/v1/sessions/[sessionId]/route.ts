import { route } from '#server/http/index.ts';
import { endSession } from '#server/identity/index.ts';

export const DELETE = route('endSession', endSession);
