export { prepareFirstOwner } from './first-owner.ts';
export { createNonce, sweepNonces } from './nonces.ts';
export { endAllSessions, endSession, listSessions, signOut, updateProfile } from './own-sessions.ts';
export { allOwnAllOf, ownsAllOf } from './owns-all-of.ts';
export { describeProvider } from './provider.ts';
export {
  getSession,
  type Person,
  personOf,
  type StartedSession,
  startSession,
  startSessionOf,
  sweepSessions,
} from './sessions.ts';
export { signIn } from './sign-in.ts';
export { createOperatorLink, makeSignInLink } from './sign-in-links.ts';
export { signInWithProvider } from './sign-in-with-provider.ts';
