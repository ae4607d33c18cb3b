/** Up, Down, Home and End go from one thing of the menu to the next; in the filter, Home and End stay in the text. */
export function moveFocus(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const stops = [...menu.querySelectorAll<HTMLElement>('button, input')];
  const isText = (event.target as Element).matches('input');
  const current = stops.indexOf(event.target as HTMLElement);
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    ...(isText ? {} : { Home: 0, End: stops.length - 1 }),
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  stops[(target + stops.length) % stops.length]?.focus();
}
