/** Every source that the package has, against the same contract. The servers say what they rest on. */
import { createJaegerSource } from '../../src/sources/jaeger-source.js';
import { createMemorySource } from '../../src/sources/memory-source.js';
import { createOtlpSource } from '../../src/sources/otlp-source.js';
import { createTempoSource } from '../../src/sources/tempo-source.js';
import { traceSet } from '../graph/span-builder.js';
import { hostServer } from './servers/host-server.js';
import { jaegerServer, olderJaegerServer } from './servers/jaeger-server.js';
import { tempoServer } from './servers/tempo-server.js';
import { describeSource } from './source-contract.js';

describeSource('the memory source', (spans) => createMemorySource(traceSet(spans)), { links: 'told' });

describeSource(
  'the Tempo source',
  (spans) => createTempoSource({ url: 'https://tempo.test/', fetch: tempoServer(spans).fetch }),
  { links: 'told', linksOfSpan: 'one' },
);

describeSource(
  'the Jaeger source',
  (spans) => createJaegerSource({ url: 'https://jaeger.test', fetch: jaegerServer(spans).fetch }),
  { links: 'none' },
);

describeSource(
  'the Jaeger source with an older Jaeger',
  (spans) => createJaegerSource({ url: 'https://jaeger.test', fetch: olderJaegerServer(spans).fetch }),
  { links: 'none' },
);

describeSource(
  'the OTLP source',
  (spans) =>
    createOtlpSource({
      url: '/traces/{traceId}',
      incomingLinksUrl: '/links/{traceId}?from={fromMs}&to={toMs}&limit={limit}&cursor={cursor}',
      fetch: hostServer(spans).fetch,
    }),
  { links: 'told' },
);

describeSource(
  'the OTLP source without links',
  (spans) =>
    createOtlpSource({
      url: (id) => new URL(`https://host.test/traces/${id}`),
      fetch: hostServer(spans).fetch,
    }),
  { links: 'none' },
);
