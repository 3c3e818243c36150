import type { Metadata } from 'next';
import { MoveFromStudio } from '#components/docs/move-from-studio.tsx';

export const metadata: Metadata = { title: 'Move from Studio (classic)' };

export default function MoveFromStudioPage() {
  return <MoveFromStudio />;
}
