import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useSize } from './use-size.js';
import { rowByKey, scrollFor, visibleRows } from './visible-rows.js';

export interface VirtualGridProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Cells of a row; each has the role `gridcell`. */
  readonly row: (index: number) => ComponentChildren;
  readonly rowClass?: (index: number) => string;
  /** The row that is chosen; -1 for none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Enter, or a click on a row. */
  readonly onOpen?: (index: number) => void;
  readonly className?: string;
}

/** A table of any length of which only the rows that are seen are made. Arrows, Page, Home and End go through it. */
export function VirtualGrid(props: VirtualGridProps) {
  const { label, columns, count, rowHeight, active, className = '' } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const height = useSize(grid).height - useSize(head).height;
  const [scrollTop, setScrollTop] = useState(0);
  useEffect(() => {
    const element = grid.current;
    if (element === null || active < 0 || height <= 0) return;
    element.scrollTop = scrollFor(active, element.scrollTop, height, rowHeight);
  }, [active, rowHeight, height]);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const next = rowByKey(event.key, active, count, page);
    if (next !== undefined) props.onActive(next);
    else if (event.key === 'Enter' && active >= 0) props.onOpen?.(active);
    else return;
    event.preventDefault();
  };
  const { first, last } = visibleRows(scrollTop, height, rowHeight, count);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return (
    <div
      ref={grid}
      role="grid"
      class={`grid ${className}`}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      {...(active >= first && active <= last && { 'aria-activedescendant': `${id}-${active}` })}
      onKeyDown={onKeyDown}
      onScroll={() => setScrollTop(grid.current?.scrollTop ?? 0)}
    >
      <div role="rowgroup" class="grid-head" ref={head}>
        <div role="row" class="grid-row" aria-rowindex={1}>
          {columns.map((column) => (
            <span role="columnheader" key={column}>
              {column}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="grid-body" style={{ height: `${count * rowHeight}px` }}>
        {shown.map((index) => (
          <div
            role="row"
            key={index}
            id={`${id}-${index}`}
            class={`grid-row ${props.rowClass?.(index) ?? ''} ${index === active ? 'is-active' : ''}`}
            aria-rowindex={index + 2}
            aria-selected={index === active}
            style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
            onClick={() => props.onActive(index)}
            onDblClick={() => props.onOpen?.(index)}
          >
            {props.row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
