import type { Metadata } from 'next';
import { SignInCallback } from '#components/identity/sign-in-callback.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default function SignInCallbackPage() {
  return <SignInCallback />;
}
