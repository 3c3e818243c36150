export { prepareFirstOwner } from './first-owner.ts';
export { getSession, type Person, personOf, signOut, startSession, sweepSessions } from './sessions.ts';
export { signIn } from './sign-in.ts';
