/** What the view shows, which decides where it stands when another drawing comes, or the room for it changes. */
import type { ViewportState } from '../model/view-state.js';
import type { Scene } from '../view/scene.js';
import { fitRect, visibleRect, type Size } from '../viewport/transform.js';
import { beginning, contentOf, hasAnything, isWhole, keptInPlace, readableScale } from './first-view.js';

/** Below this width a fitted drawing has small margins. */
const NARROW = 480;
const MARGIN = { narrow: 12, wide: 28 } as const;

/** Where the view stands, and the room that it has. */
export interface ViewRoom {
  readonly state: ViewportState;
  readonly size: Size;
  /** The room above what floats over the drawing. */
  readonly free: Size;
  /** Whether that is known: it is rendered with the first drawing. */
  readonly isFreeKnown: boolean;
}

/** How another drawing comes. */
export interface Arrival {
  /** Whether what was worked at stays where it is, also where the view would follow the graph. */
  readonly isHeld?: boolean;
  /** Whether it replaces a draft: a first view of that is looked for again. */
  readonly isBetter?: boolean;
  /** The id that a node has now; `null` where it is gone. Default: ids stay. */
  readonly idNow?: (id: string) => string | null;
}

export class ShownView {
  /** The beginning as on the first draw, all because the user asked for that, or wherever the user has moved it. */
  #shows: 'beginning' | 'all' | 'place' = 'beginning';
  /** Whether the next drawing is to be shown where a saved view stood. */
  #isRestored = false;
  /** Whether the next drawing is shown from its beginning, wherever the view stands. */
  #beginsAnew = false;
  /** Whether the drawing that was shown last is shown from its beginning. */
  #isFirst = false;
  /** Whether nothing is drawn yet, since the free room is not known. */
  #awaitsRoom = false;

  /** Whether the view follows the graph by itself. */
  get isFollowing(): boolean {
    return this.#shows !== 'place';
  }

  get isRestored(): boolean {
    return this.#isRestored;
  }

  get awaitsRoom(): boolean {
    return this.#awaitsRoom;
  }

  /** The user has moved the view. */
  atPlace(): void {
    this.#shows = 'place';
    this.#isRestored = false;
  }

  /** The user wants to see all. */
  atAll(): void {
    this.#shows = 'all';
    this.#isRestored = false;
  }

  /** A saved view is given back: the next drawing is shown where it stood. */
  restore(): void {
    this.#shows = 'place';
    this.#isRestored = true;
  }

  /** No other drawing comes that a restored view could be meant for. */
  settle(): void {
    this.#isRestored = false;
  }

  /** Where the view stood means nothing in the next drawing. */
  beginAnew(): void {
    this.#beginsAnew = true;
  }

  /** Where another drawing is shown. What `anchor` names stays where it is on screen, if both have it in view. */
  next(
    scene: Scene,
    before: Scene | null,
    anchor: string | null,
    room: ViewRoom,
    { isHeld = false, isBetter = false, idNow = (id) => (scene.nodeById.has(id) ? id : null) }: Arrival,
  ): ViewportState {
    const { state, size } = room;
    const isBeginning = this.#shows === 'beginning';
    const wasWhole = before !== null && isWhole(before, state, size);
    const isStill = isBetter && this.#isFirst && isBeginning;
    const isTurned = isBeginning && before !== null && before.direction !== scene.direction;
    const isFirst = before === null || this.#beginsAnew || isStill || isTurned;
    const isRestored = this.#isRestored;
    this.#isFirst = isFirst;
    this.#beginsAnew = false;
    this.#isRestored = false;
    if (isRestored) return this.orAnything(scene, room);
    if (isFirst) return this.#first(scene, room);
    if (!isHeld && (this.#shows === 'all' || (isBeginning && wasWhole))) return this.follow(scene, room);
    return keptInPlace(scene, before, anchor, state, size, idNow) ?? this.#first(scene, room);
  }

  /** Where the view stands, or a first view where nothing of the drawing is seen there. */
  orAnything(scene: Scene, room: ViewRoom): ViewportState {
    return hasAnything(scene, visibleRect(room.state, room.size)) ? room.state : this.#first(scene, room);
  }

  /** Where a view that follows the graph stands. */
  follow(scene: Scene, room: ViewRoom): ViewportState {
    return this.#shows === 'all' ? fitted(scene, room) : this.#first(scene, room);
  }

  #first(scene: Scene, room: ViewRoom): ViewportState {
    this.#shows = 'beginning';
    // What floats over the drawing takes room that is known only when it is rendered, before all else.
    this.#awaitsRoom = !room.isFreeKnown;
    const whole = fitted(scene, room);
    const isReadable = whole.scale >= readableScale(room.size);
    return isReadable || !scene.start ? whole : beginning(scene, scene.start.rect, room.free);
  }

  /** The free room is known now. */
  roomCame(): void {
    this.#awaitsRoom = false;
  }
}

/** The view of all of a drawing. */
export function fitted(scene: Scene, { size, free }: Pick<ViewRoom, 'size' | 'free'>): ViewportState {
  return fitRect(contentOf(scene), free, size.width < NARROW ? MARGIN.narrow : MARGIN.wide);
}
