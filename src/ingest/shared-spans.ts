import type { Span } from '../model/span.js';
import { compareTexts } from './span-order.js';
import { asText } from './untrusted.js';

/**
 * Tells apart client and server spans of one trace that have the same id, as B3 propagation lets them (Zipkin's
 * shared spans; raw Jaeger data has them too). The server becomes a child of the client and gets an id of its own:
 * the shared id, `:shared:` and its service. Children of the shared id that belong to the server's service become
 * children of the server. A server without its client stays as it is.
 *
 * Rules of Zipkin's tree builder (`span-node.js`) and of Jaeger's id adjuster.
 */
export function separateSharedSpans(spans: readonly Span[]): readonly Span[] {
  const serversByClient = findServers(spans);
  if (serversByClient.size === 0) return spans;
  return spans.map((span) => {
    const ids = serversByClient.get(span.spanId);
    if (ids && span.kind === 'server')
      return { ...span, spanId: sharedId(span, ids), parentSpanId: span.spanId };
    return withServerParent(span, serversByClient);
  });
}

/** Servers of one shared id by service; the service alone tells them apart unless it has several addresses. */
type Servers = ReadonlyMap<string | null, ReadonlySet<string>>;

function findServers(spans: readonly Span[]): ReadonlyMap<string, Servers> {
  const clients = new Set<string>();
  for (const span of spans) {
    if (span.kind === 'client') clients.add(span.spanId);
  }
  const found = new Map<string, Map<string | null, Set<string>>>();
  for (const span of spans) {
    if (span.kind !== 'server' || !clients.has(span.spanId)) continue;
    let services = found.get(span.spanId);
    if (!services) found.set(span.spanId, (services = new Map<string | null, Set<string>>()));
    const addresses = services.get(span.service);
    if (addresses) addresses.add(addressOf(span));
    else services.set(span.service, new Set([addressOf(span)]));
  }
  return found;
}

function sharedId(span: Span, servers: Servers): string {
  const id = `${span.spanId}:shared:${span.service ?? ''}`;
  return (servers.get(span.service)?.size ?? 0) > 1 ? `${id}@${addressOf(span)}` : id;
}

function withServerParent(span: Span, serversByClient: ReadonlyMap<string, Servers>): Span {
  const servers = span.parentSpanId === null ? undefined : serversByClient.get(span.parentSpanId);
  const addresses = servers?.get(span.service);
  if (!addresses || span.parentSpanId === null) return span;
  const id = `${span.parentSpanId}:shared:${span.service ?? ''}`;
  if (addresses.size === 1) return { ...span, parentSpanId: id };
  const own = addressOf(span);
  const address = addresses.has(own) ? own : [...addresses].sort(compareTexts)[0]!;
  return { ...span, parentSpanId: `${id}@${address}` };
}

function addressOf(span: Span): string {
  return `${asText(span.resource['network.local.address'])}:${asText(span.resource['network.local.port'])}`;
}
