'use client';

import { useEffect, useState } from 'react';
import { TextField } from '#components/ui/fields.tsx';

interface NameFilterProps {
  search: string;
  /** Called a moment after the last key. */
  onSearch: (search: string) => void;
}

export function NameFilter({ search, onSearch }: NameFilterProps) {
  const [typed, setTyped] = useState(search);
  // What the URL was last told; when it says something else (Clear filters, Back), that wins over what was typed.
  const [told, setTold] = useState(search);
  if (search !== told) {
    setTold(search);
    setTyped(search);
  }

  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === told) return;
    const timer = setTimeout(() => {
      setTold(wanted);
      onSearch(wanted);
    }, 200);
    return () => clearTimeout(timer);
  }, [wanted, told, onSearch]);

  return (
    <TextField
      type="search"
      label="Filter by name"
      labelHidden
      placeholder="Filter by name"
      maxLength={255}
      autoComplete="off"
      className="w-full sm:w-[280px]"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
