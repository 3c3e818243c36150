import type { Metadata } from 'next';
import { SignIn } from '#components/identity/sign-in.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const wanted = (await searchParams).return;
  return <SignIn wanted={typeof wanted === 'string' ? wanted : undefined} />;
}
