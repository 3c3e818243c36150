export { prepareFirstOwner } from './first-owner.ts';
export { createNonce, sweepNonces } from './nonces.ts';
export { describeProvider } from './provider.ts';
export {
  endAllSessions,
  endSession,
  getSession,
  listSessions,
  type Person,
  personOf,
  type StartedSession,
  signOut,
  startSession,
  startSessionOf,
  sweepSessions,
  updateProfile,
} from './sessions.ts';
export { signIn } from './sign-in.ts';
export { createOperatorLink, makeSignInLink } from './sign-in-links.ts';
export { signInWithProvider } from './sign-in-with-provider.ts';
