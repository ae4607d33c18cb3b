/** What the viewport needs of the element, and tells it. */
import type { ReactiveControllerHost } from 'lit';
import type { Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import type { Size } from '../viewport/transform.js';

/** The element with the drawing area, `.viewport`, in its shadow root. */
export interface ViewportHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly clientWidth: number;
  readonly clientHeight: number;
}

/** What the element is told of the view. */
export interface ViewportCallbacks {
  /** A gesture or a button has moved the view, and is over. */
  readonly onMoved: () => void;
  /** A turn of the wheel scrolled the page for want of a modifier key. */
  readonly onBlockedWheel: () => void;
  /** The drawing area has got another size; it may have been hidden before. */
  readonly onResize: (size: Size) => void;
  /** The selected node or edge (graph coordinates), if it is drawn: what was in view of it stays so at another size. */
  readonly worked: () => Rect | null;
  /** The view stands elsewhere, or shows something else; `content` is all of the drawing. May come with every frame. */
  readonly onView: (state: ViewportState, size: Size, content: Rect | null) => void;
}
