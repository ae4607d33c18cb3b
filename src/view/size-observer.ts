/**
 * An observer of sizes for one element, of the window that the element is shown in: that of another document is late, and
 * the browser complains of a loop.
 */
export function sizeObserverFor({ ownerDocument }: Element, onResize: () => void): ResizeObserver {
  return new (ownerDocument.defaultView ?? window).ResizeObserver(() => onResize());
}
