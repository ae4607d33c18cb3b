/** OTLP JSON with traces of ten spans: a producer with calls, and every other trace linked to the one before. */
export function otlpSpans(count: number, firstTrace = 1, name = 'operation'): object {
  const spans = Array.from({ length: count }, (_, index) => {
    const trace = firstTrace + Math.floor(index / 10);
    const place = index % 10;
    const start = 1_700_000_000_000 + trace * 100 + place;
    return {
      traceId: hex(trace, 32),
      spanId: hex(trace * 16 + place + 1, 16),
      ...(place > 0 && { parentSpanId: hex(trace * 16 + 1, 16) }),
      name: `${name} ${place}`,
      kind: place === 0 ? 5 : 3,
      startTimeUnixNano: `${start}000000`,
      endTimeUnixNano: `${start + 20}000000`,
      attributes: [{ key: 'constructor', value: { stringValue: `value ${place}` } }],
      ...(place === 0 &&
        trace % 2 === 0 && {
          links: [{ traceId: hex(trace - 1, 32), spanId: hex((trace - 1) * 16 + 1, 16), attributes: [] }],
        }),
    };
  });
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans }] }] };
}

function hex(number: number, length: number): string {
  return number.toString(16).padStart(length, '0');
}
