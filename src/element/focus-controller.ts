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
  readonly shadowRoot: ShadowRoot | null;
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
  readonly #host: FocusHost;
  readonly #callbacks: FocusCallbacks;
  readonly #typeAhead = new TypeAhead();
  #navigator: GraphNavigator | null = null;
  #scene: Scene | null = null;
  #focus: NavigationFocus | null = null;
  /** Whether the element under `#focus` still has to be focused, which must wait until it is rendered. */
  #wanted = false;

  constructor(host: FocusHost, callbacks: FocusCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  /** Id of the node, edge or stub that Tab leads to. */
  get current(): string | null {
    return this.#focus?.id ?? null;
  }

  /** The node at which the focus is: itself, or the one that the focused edge or stub belongs to. */
  get anchor(): string | null {
    const id = this.#focus?.id;
    if (this.#focus?.type === 'edge') return this.#focus.node;
    return this.#scene?.stubs.find(({ stub }) => stub.id === id)?.stub.node ?? id ?? null;
  }

  hostUpdated(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#button()?.focus({ preventScroll: true });
  }

  /**
   * Takes another drawing. A focus that is no longer drawn goes to the node that it belonged to; if that is gone as
   * well, to the first failed node, or else to the first.
   *
   * @param idNow the id that a node or an edge has now; `null` where it is gone
   */
  show(scene: Scene, idNow: (id: string) => string | null): void {
    const anchor = this.anchor && idNow(this.anchor);
    this.#follow(idNow);
    this.#scene = scene;
    this.#navigator = null;
    const kept = this.#focus !== null && isDrawn(scene, this.#focus.id);
    if (kept) {
      if (this.isInside) this.#wanted = true;
      return;
    }
    const hadFocus = this.isInside;
    const kin = anchor !== null && scene.nodeById.has(anchor) ? anchor : null;
    const first = kin ?? firstToRead(scene);
    this.#focus = first === null ? null : { type: 'node', id: first };
    this.#wanted = hadFocus && this.#focus !== null;
  }

  #follow(idNow: (id: string) => string | null): void {
    if (this.#focus === null) return;
    const id = idNow(this.#focus.id) ?? this.#focus.id;
    this.#focus =
      this.#focus.type === 'edge'
        ? { type: 'edge', id, node: idNow(this.#focus.node) ?? this.#focus.node }
        : { type: 'node', id };
  }

  /** Makes a node, edge or stub the tab stop without moving the focus, e.g. because it was clicked. */
  remember(id: string): void {
    if (!this.#scene || !isDrawn(this.#scene, id)) return;
    const edge = this.#scene.edgeById.get(id)?.edge;
    this.#focus = edge ? { type: 'edge', id, node: edge.source } : { type: 'node', id };
    this.#host.requestUpdate();
  }

  /** Handles a key pressed inside the drawing. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !this.#scene) return;
    // Of most drawings nobody asks where the keys lead.
    this.#navigator ??= navigatorOf(this.#scene);
    if (this.#handle(event, this.#scene, this.#navigator)) event.preventDefault();
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
    if (id !== this.#focus?.id) this.remember(id);
    if (target.matches(':focus-visible')) this.#callbacks.onFocus(id);
  };

  #handle(event: KeyboardEvent, scene: Scene, navigator: GraphNavigator): boolean {
    const { onZoom, onPage, onHelp, onOpen, onPathTo, onEscape } = this.#callbacks;
    if (event.key === 'Escape') return onEscape() || this.#leave();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (this.#focus?.type !== 'node' || !scene.nodeById.has(this.#focus.id)) return false;
      onOpen(this.#focus.id);
      return true;
    }
    if (event.key === 'Enter' && event.shiftKey && !event.altKey) {
      if (this.#focus?.type !== 'node' || !scene.nodeById.has(this.#focus.id)) return false;
      onPathTo(this.#focus.id);
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
      this.#moveTo(this.#focus ? navigator.move(this.#focus, command) : firstOf(navigator));
      return true;
    }
    const text = this.#typeAhead.push(event, event.timeStamp);
    if (text === null) return false;
    const found = navigator.findByName(text, this.#focus?.id ?? null);
    if (found !== null) this.#moveTo({ type: 'node', id: found });
    return true;
  }

  #moveTo(focus: NavigationFocus | null): void {
    if (!focus) return;
    this.#focus = focus;
    this.#wanted = true;
    this.#callbacks.onWalk(focus.id);
    this.#host.requestUpdate();
  }

  /** Whether the focus is in the drawing. */
  get isInside(): boolean {
    const active = this.#host.shadowRoot?.activeElement ?? null;
    return active?.closest('.canvas') !== null && active !== null;
  }

  /** Leaves the drawing for the bar's tab stop. @returns whether there is one to go to. */
  #leave(): boolean {
    const button = this.#host.renderRoot.querySelector<HTMLElement>(
      '.tools :is(button, summary)[tabindex="0"]',
    );
    button?.focus();
    return button !== null;
  }

  /** Ids come from data and may hold anything, so elements are found by comparing, not by a selector. */
  #button(): HTMLElement | null {
    const id = this.#focus?.id;
    for (const element of this.#host.renderRoot.querySelectorAll<HTMLElement>(BOXES)) {
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
