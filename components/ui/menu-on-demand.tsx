'use client';

import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import type { ButtonProps } from './button.tsx';

interface MenuOnDemandProps {
  trigger: ReactElement<ButtonProps>;
  /** Starts loading the menu's code; called when a press seems near. */
  load: () => Promise<unknown>;
  /** The lazily loaded menu, opened from the start, behind the same `trigger`. */
  children: (trigger: ReactElement<ButtonProps>) => ReactNode;
}

/** Shows a menu's button alone, so that the first load of a page carries no menus; a press brings the menu in. */
export function MenuOnDemand({ trigger, load, children }: MenuOnDemandProps) {
  const [pressed, setPressed] = useState(false);
  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onClick: () => setPressed(true),
  });
  return pressed ? <Suspense fallback={button}>{children(trigger)}</Suspense> : button;
}
