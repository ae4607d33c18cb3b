import type { Attributes, AttributeValue, Span } from '../model/span.js';
import { currentName } from './semantic-conventions.js';

/**
 * What a span says of the message that it receives (destination, partition, message id, batch size, offset and the
 * like), by current names, but for what a link of it says itself: attributes that differ between the messages of a batch
 * are set on links, those that all have in common on the span.
 */
export function messageAttributes({ attributes }: Span, ofLink: Attributes | null): Attributes {
  const told = new Set<string>();
  for (const key in ofLink) told.add(currentName(key));
  const found = Object.create(null) as Record<string, AttributeValue>;
  for (const key in attributes) {
    if (!key.startsWith('messaging.') && !key.startsWith('message_bus.')) continue;
    const name = currentName(key);
    // Where old and new names stand side by side, the new one holds.
    if (!told.has(name) && (name === key || !(name in found))) found[name] = attributes[key]!;
  }
  return found;
}
