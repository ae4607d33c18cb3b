import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { Rect } from '../model/layout.js';

class PlaceDirective extends Directive {
  private _last = '';

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('place() stands inside a tag');
  }

  render(_rect: Partial<Rect>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [rect]: [Partial<Rect>]): unknown {
    const key = `${rect.x},${rect.y},${rect.width},${rect.height}`;
    if (key === this._last) return noChange;
    this._last = key;
    const { style } = part.element as HTMLElement;
    // Not by a transform: each transformed box would be a chunk of its own for the painter, thousands of them in a pan.
    if (rect.x !== undefined) style.left = `${rect.x}px`;
    if (rect.y !== undefined) style.top = `${rect.y}px`;
    if (rect.width !== undefined) style.width = `${rect.width}px`;
    if (rect.height !== undefined) style.height = `${rect.height}px`;
    return noChange;
  }
}

/**
 * Puts an absolutely positioned element at a place given in CSS pixels: `<div ${place(rect)}>`. It writes through the
 * CSS object model, since a `style` attribute in a template is forbidden by a strict content security policy.
 */
export const place = directive(PlaceDirective);
