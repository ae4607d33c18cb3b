/**
 * The graph's one tab stop and the keys that move it, after the roving tabindex of the ARIA Authoring Practices. The
 * focused thing is remembered by id, so that it survives grouping, layout and expansion as long as it is drawn.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Scene } from '../view/scene.js';
import { GraphNavigator, type NavigationFocus } from '../viewport/keyboard-navigation.js';
import { navigationCommand, TypeAhead } from '../viewport/navigation-keys.js';
import { stubEdgeId } from '../view/boxes.js';
import { firstToRead } from '../view/reading-order.js';

/** What can have the focus, or holds the button that can. */
const BOXES = '.node, .stub, .edge-label';

/** The element whose drawing has the focus. */
export interface FocusHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What keys ask for that is not a move of the focus. */
export interface FocusCallbacks {
  /** The focus has moved: its rectangle should be seen. */
  readonly onFocus: (id: string) => void;
  /** The same, where the user has moved it by a key. */
  readonly onWalk: (id: string) => void;
  readonly onZoom: (zoom: 'in' | 'out' | 'fit') => void;
  readonly onPage: (direction: 'up' | 'down') => void;
  readonly onHelp: () => void;
  /** Ctrl or Cmd with Enter: open what the node stands for. */
  readonly onOpen: (nodeId: string) => void;
  /** Shift with Enter: show the way from the selection to the node. */
  readonly onPathTo: (nodeId: string) => void;
  /** @returns whether there was something to step back from. */
  readonly onEscape: () => boolean;
}

/** Keeps what Tab leads to, and moves it by keys. */
export class FocusController implements ReactiveController {
  private readonly _host: FocusHost;
  private readonly _callbacks: FocusCallbacks;
  private readonly _typeAhead = new TypeAhead();
  private _navigator: GraphNavigator | null = null;
  private _scene: Scene | null = null;
  private _focus: NavigationFocus | null = null;
  /** Whether the element under `_focus` still has to be focused, which must wait until it is rendered. */
  private _wanted = false;

  constructor(host: FocusHost, callbacks: FocusCallbacks) {
    this._host = host;
    this._callbacks = callbacks;
    host.addController(this);
  }

  /** Id of the node, edge or stub that Tab leads to. */
  get current(): string | null {
    return this._focus?.id ?? null;
  }

  /** The node at which the focus is: itself, or the one that the focused edge or stub belongs to. */
  get anchor(): string | null {
    const id = this._focus?.id;
    if (this._focus?.type === 'edge') return this._focus.node;
    return this._scene?.stubs.find(({ stub }) => stub.id === id)?.stub.node ?? id ?? null;
  }

  hostUpdated(): void {
    if (!this._wanted) return;
    this._wanted = false;
    this._button()?.focus({ preventScroll: true });
  }

  /**
   * Takes another drawing. A focus that is no longer drawn goes to the node that it belonged to; if that is gone as
   * well, to the first failed node, or else to the first.
   *
   * @param idNow the id that a node or an edge has now; `null` where it is gone
   */
  show(scene: Scene, idNow: (id: string) => string | null): void {
    const anchor = this.anchor && idNow(this.anchor);
    this._follow(idNow);
    this._scene = scene;
    this._navigator = null;
    const kept = this._focus !== null && isDrawn(scene, this._focus.id);
    if (kept) {
      if (this.isInside) this._wanted = true;
      return;
    }
    const hadFocus = this.isInside;
    const kin = anchor !== null && scene.nodeById.has(anchor) ? anchor : null;
    const first = kin ?? firstToRead(scene);
    this._focus = first === null ? null : { type: 'node', id: first };
    this._wanted = hadFocus && this._focus !== null;
  }

  private _follow(idNow: (id: string) => string | null): void {
    if (this._focus === null) return;
    const id = idNow(this._focus.id) ?? this._focus.id;
    this._focus =
      this._focus.type === 'edge'
        ? { type: 'edge', id, node: idNow(this._focus.node) ?? this._focus.node }
        : { type: 'node', id };
  }

  /** Makes a node, edge or stub the tab stop without moving the focus, e.g. because it was clicked. */
  remember(id: string): void {
    if (!this._scene || !isDrawn(this._scene, id)) return;
    const edge = this._scene.edgeById.get(id)?.edge;
    this._focus = edge ? { type: 'edge', id, node: edge.source } : { type: 'node', id };
    this._host.requestUpdate();
  }

  /** Handles a key pressed inside the drawing. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !this._scene) return;
    // Of most drawings nobody asks where the keys lead.
    this._navigator ??= navigatorOf(this._scene);
    if (this._handle(event, this._scene, this._navigator)) event.preventDefault();
  };

  /**
   * Screen readers put the focus wherever they read, and keys go on from there. What Tab leads to may be out of view:
   * the browser scrolls to it, by which the drawing would be torn off its viewport, so the drawing is moved instead.
   */
  readonly onFocusIn = (event: FocusEvent): void => {
    (event.currentTarget as HTMLElement).scrollTo(0, 0);
    const target = event.target as Element;
    const id = idOf(target.closest<HTMLElement>(BOXES));
    if (id === undefined) return;
    if (id !== this._focus?.id) this.remember(id);
    if (target.matches(':focus-visible')) this._callbacks.onFocus(id);
  };

  private _handle(event: KeyboardEvent, scene: Scene, navigator: GraphNavigator): boolean {
    const { onZoom, onPage, onHelp, onOpen, onPathTo, onEscape } = this._callbacks;
    if (event.key === 'Escape') return onEscape() || this._leave();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (this._focus?.type !== 'node' || !scene.nodeById.has(this._focus.id)) return false;
      onOpen(this._focus.id);
      return true;
    }
    if (event.key === 'Enter' && event.shiftKey && !event.altKey) {
      if (this._focus?.type !== 'node' || !scene.nodeById.has(this._focus.id)) return false;
      onPathTo(this._focus.id);
      return true;
    }
    if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === '+' || event.key === '=') return (onZoom('in'), true);
      if (event.key === '-') return (onZoom('out'), true);
      if (event.key === '0') return (onZoom('fit'), true);
      if (event.key === '?') return (onHelp(), true);
      if (event.key === 'PageUp') return (onPage('up'), true);
      if (event.key === 'PageDown') return (onPage('down'), true);
    }
    const command = navigationCommand(event, scene.direction);
    if (command) {
      this._moveTo(this._focus ? navigator.move(this._focus, command) : firstOf(navigator));
      return true;
    }
    const text = this._typeAhead.push(event, event.timeStamp);
    if (text === null) return false;
    const found = navigator.findByName(text, this._focus?.id ?? null);
    if (found !== null) this._moveTo({ type: 'node', id: found });
    return true;
  }

  private _moveTo(focus: NavigationFocus | null): void {
    if (!focus) return;
    this._focus = focus;
    this._wanted = true;
    this._callbacks.onWalk(focus.id);
    this._host.requestUpdate();
  }

  /** Whether the focus is in the drawing. */
  get isInside(): boolean {
    const root = this._host.renderRoot;
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    return active?.closest('.canvas') !== null && active !== null;
  }

  /** Leaves the drawing for the bar's tab stop. @returns whether there is one to go to. */
  private _leave(): boolean {
    const button = this._host.renderRoot.querySelector<HTMLElement>(
      '.tools :is(button, summary)[tabindex="0"]',
    );
    button?.focus();
    return button !== null;
  }

  /** Ids come from data and may hold anything, so elements are found by comparing, not by a selector. */
  private _button(): HTMLElement | null {
    const id = this._focus?.id;
    for (const element of this._host.renderRoot.querySelectorAll<HTMLElement>(BOXES)) {
      if (idOf(element) !== id) continue;
      return element.matches('button') ? element : element.querySelector<HTMLElement>('button');
    }
    return null;
  }
}

function idOf(box: HTMLElement | null): string | undefined {
  return box?.dataset['nodeId'] ?? box?.dataset['stubId'] ?? box?.dataset['labelOf'];
}

function firstOf(navigator: GraphNavigator): NavigationFocus | null {
  const id = navigator.order[0];
  return id === undefined ? null : { type: 'node', id };
}

function isDrawn(scene: Scene, id: string): boolean {
  return scene.nodeById.has(id) || scene.edgeById.has(id) || scene.stubs.some(({ stub }) => stub.id === id);
}

function navigatorOf(scene: Scene): GraphNavigator {
  const nodes = [
    ...scene.nodes.map((entry) => ({
      ...entry.rect,
      id: entry.node.id,
      // Made when somebody types a name: few drawings are ever searched.
      get name() {
        return entry.title;
      },
    })),
    ...scene.stubs.map(({ stub, rect, text }) => ({ ...rect, id: stub.id, name: text })),
  ];
  const edges = [
    ...scene.edges.map(({ edge }) => edge),
    ...scene.stubs.map(({ stub }) => {
      const [source, target] = stub.direction === 'downstream' ? [stub.node, stub.id] : [stub.id, stub.node];
      return { id: stubEdgeId(stub), source, target };
    }),
  ];
  return new GraphNavigator(nodes, edges, scene.direction);
}
