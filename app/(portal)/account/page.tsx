import type { Metadata } from 'next';
import { AccountPage } from '#components/account/account-page.tsx';

export const metadata: Metadata = { title: 'My account' };

export default function AccountRoute() {
  return <AccountPage />;
}
