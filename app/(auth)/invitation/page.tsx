import type { Metadata } from 'next';
import { InvitationPage } from '#components/identity/invitation-page.tsx';

export const metadata: Metadata = { title: 'Invitation' };

export default function InvitationRoute() {
  return <InvitationPage />;
}
