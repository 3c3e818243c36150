'use client';

import * as DropdownMenu from '@radix-ui/react-dropdown-menu';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { CheckIcon } from './icons.tsx';

interface MenuProps {
  /** One button element; it gets the menu's aria attributes. */
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  /** Open as it mounts (see `MenuOnDemand`). */
  defaultOpen?: boolean;
}

/** A menu behind a button. Not modal: the scroll lock of a modal one needs an inline style that the CSP refuses. */
export function Menu({ trigger, children, align = 'start', defaultOpen = false }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 grid max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-auto rounded-lg bg-panel p-1 text-text shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  'flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-(--radius) px-2.5 no-underline outline-none data-highlighted:bg-accent-wash data-disabled:opacity-60';

interface MenuItemProps {
  onSelect?: () => void;
  /** The item is a link to this path. */
  href?: string;
  danger?: boolean;
  disabled?: boolean;
  /** The choice in force among several; a mark is shown. */
  checked?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, href, danger, disabled, checked, children }: MenuItemProps) {
  const inner = (
    <>
      <span className="min-w-0 flex-1">{children}</span>
      {checked ? <CheckIcon className="shrink-0 text-accent" /> : null}
    </>
  );
  return (
    <DropdownMenu.Item
      className={classNames(itemClass, danger && 'text-bad')}
      disabled={disabled ?? false}
      aria-current={checked ? 'true' : undefined}
      {...(onSelect ? { onSelect: () => onSelect() } : {})}
      asChild={href !== undefined}
    >
      {href === undefined ? inner : <Link href={href}>{inner}</Link>}
    </DropdownMenu.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 py-1.5 text-muted text-xs">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
