/** The generated traces of `patterns.js`: an invented shop, in which each function lets one pattern happen. */
import { TraceRecording } from './generated-traces.js';

/**
 * @typedef {object} GeneratedTraces
 * @property {object} data an OTLP request
 * @property {string} focusTraceId the trace to begin at
 */

const queues = { 'e-mails': 'rabbitmq', invoices: 'aws_sqs', labels: 'rabbitmq', quotes: 'rabbitmq' };

/** A batch of 60 ledger entries, of which five kinds of requests wrote 52 with a context. */
export function fanIn() {
  const shop = new TraceRecording(11, queues);
  const producers = [
    { service: 'checkout', route: '/checkout', count: 18 },
    { service: 'subscriptions', route: '/renewals', count: 14 },
    { service: 'refunds', route: '/refunds/{id}', count: 9 },
    { service: 'marketplace', route: '/payouts', count: 6 },
    { service: 'gift-cards', route: '/gift-cards/{code}/redeem', count: 5 },
  ];
  const messages = [];
  for (const { service, route, count } of producers) {
    for (let index = 0; index < count; index++) {
      const trace = shop.trace(shop.between(0, 4000));
      const declined = service === 'refunds' && index < 2 ? 'Declined: the card has expired' : undefined;
      trace.serve(
        service,
        'POST',
        route,
        () => {
          trace.query('postgresql', 'UPDATE', service.replace('-', '_'), declined);
          messages.push(trace.send('ledger-entries'));
        },
        declined,
      );
    }
  }
  const booking = shop.trace(4800);
  let booked;
  booking.process('ledger', { messages, batch: 60 }, () => {
    booking.query('postgresql', 'INSERT', 'entries');
    booking.pause(150, 200);
    booking.query('postgresql', 'UPDATE', 'balances');
    booked = booking.send('settlements');
  });
  const settling = shop.trace(booked.endsAt + 240);
  settling.process('settlement', { messages: [booked] }, () =>
    settling.call('bank-gateway', 'POST', '/transfers'),
  );
  return { data: shop.toOtlp(), focusTraceId: booking.traceId };
}

/** One order that twelve services hear of. */
export function fanOut() {
  const shop = new TraceRecording(12, queues);
  const checkout = shop.trace(0);
  let placed;
  checkout.serve('checkout', 'POST', '/checkout', () => {
    checkout.query('redis', 'GET', 'cart');
    checkout.query('postgresql', 'INSERT', 'orders');
    placed = checkout.send('order-placed');
  });
  const consumer = (service, wait, work, error) => {
    const trace = shop.trace(placed.endsAt + wait);
    trace.process(service, { messages: [placed] }, () => work(trace), error);
  };
  const write = (system, table) => (trace) => trace.query(system, 'INSERT', table);
  let charged;
  let packed;
  consumer('payment', 14, (trace) => {
    trace.call('card-gateway', 'POST', '/charges', () => trace.pause(220, 260));
    charged = trace.send('receipts');
  });
  consumer('fraud', 22, (trace) => trace.call('risk-model', 'POST', '/scores', () => trace.pause(40, 60)));
  consumer('shipping', 35, (trace) => {
    trace.query('postgresql', 'INSERT', 'parcels');
    packed = trace.send('labels');
  });
  consumer('inventory', 18, (trace) => trace.query('postgresql', 'UPDATE', 'stock'));
  consumer(
    'notification',
    90,
    (trace) => trace.pause(900, 1000),
    'Timeout: no answer from smtp.example within 900 ms',
  );
  consumer('invoicing', 140, (trace) => trace.query('postgresql', 'INSERT', 'invoices'));
  consumer('loyalty', 61, write('mongodb', 'points'));
  consumer('analytics', 480, write('clickhouse', 'order_facts'));
  consumer('recommendations', 1250, write('redis', 'bought_together'));
  consumer('search-index', 310, (trace) => trace.call('elasticsearch', 'PUT', '/orders/_doc/{id}'));
  consumer('tax', 73, (trace) => trace.pause(5, 9), 'RateNotFound: no rate for region XK');
  consumer('audit', 44, write('postgresql', 'audit_log'));
  const mailing = shop.trace(charged.endsAt + 55);
  mailing.process('notification', { messages: [charged] }, () =>
    mailing.query('postgresql', 'INSERT', 'mails'),
  );
  const printing = shop.trace(packed.endsAt + 640);
  printing.process('label-printer', { messages: [packed] }, () => printing.pause(300, 340));
  return { data: shop.toOtlp(), focusTraceId: checkout.traceId };
}

/** An order on its way to the customer: eleven traces, each begun by a message of the one before. */
export function tenHops() {
  const shop = new TraceRecording(13, queues);
  const stations = [
    {
      service: 'payment',
      topic: 'orders',
      wait: 12,
      work: (trace) => trace.call('card-gateway', 'POST', '/charges'),
    },
    {
      service: 'fraud',
      topic: 'payments',
      wait: 30,
      work: (trace) => trace.query('redis', 'GET', 'devices'),
    },
    {
      service: 'inventory',
      topic: 'cleared-orders',
      wait: 25,
      work: (trace) => trace.query('postgresql', 'UPDATE', 'stock'),
    },
    {
      service: 'picking',
      topic: 'reservations',
      wait: 2400,
      work: (trace) => trace.query('postgresql', 'INSERT', 'routes'),
    },
    { service: 'packing', topic: 'picked-orders', wait: 5200, work: (trace) => trace.pause(800, 900) },
    {
      service: 'shipping',
      topic: 'parcels',
      wait: 900,
      work: (trace) => trace.query('postgresql', 'INSERT', 'shipments'),
    },
    {
      service: 'customs',
      topic: 'shipments',
      wait: 3100,
      work: (trace) => trace.call('declarations', 'POST', '/declarations'),
    },
    {
      service: 'carrier',
      topic: 'cleared-parcels',
      wait: 7400,
      work: (trace) => trace.call('carrier-gateway', 'POST', '/pickups'),
    },
    {
      service: 'delivery',
      topic: 'handovers',
      wait: 41_000,
      work: (trace) => trace.query('postgresql', 'UPDATE', 'shipments'),
    },
    {
      service: 'notification',
      topic: 'deliveries',
      wait: 180,
      work: (trace) => trace.pause(60, 80),
      error: 'MailboxFull: 552 from the recipient’s server',
    },
  ];
  const checkout = shop.trace(0);
  let message;
  checkout.serve('checkout', 'POST', '/checkout', () => {
    checkout.query('postgresql', 'INSERT', 'orders');
    message = checkout.send(stations[0].topic);
  });
  for (const [index, { service, wait, work, error }] of stations.entries()) {
    const trace = shop.trace(message.endsAt + wait);
    const received = message;
    trace.process(
      service,
      { messages: [received] },
      () => {
        work(trace);
        const next = stations[index + 1];
        if (next) message = trace.send(next.topic);
      },
      error,
    );
  }
  return { data: shop.toOtlp(), focusTraceId: checkout.traceId };
}

/** An order's workflow in one long trace, which sends commands to others and is called back by their replies. */
export function cycles() {
  const shop = new TraceRecording(14, queues);
  const workflow = shop.trace(0);
  /** What a participant does with a command; gives its reply. */
  const answer = (service, command, wait, topic, work, error) => {
    const trace = shop.trace(command.endsAt + wait);
    let reply;
    trace.process(
      service,
      { messages: [command] },
      () => {
        work(trace);
        reply = trace.send(topic);
      },
      error,
    );
    return { trace, reply };
  };
  const resume = (reply, wait, work) => {
    workflow.clock = Math.max(workflow.clock, reply.endsAt + wait);
    workflow.process('order-workflow', { messages: [reply] }, work);
  };
  workflow.serve('order-workflow', 'POST', '/orders', () => {
    workflow.query('postgresql', 'INSERT', 'workflows');
    const charge = workflow.send('payment-commands');
    const payment = answer('payment', charge, 16, 'risk-checks', (trace) =>
      trace.call('card-gateway', 'POST', '/authorizations'),
    );
    const verdict = answer('fraud', payment.reply, 28, 'payment-replies', (trace) =>
      trace.query('redis', 'GET', 'devices'),
    );
    let ship;
    resume(verdict.reply, 9, () => {
      workflow.query('postgresql', 'UPDATE', 'workflows');
      ship = workflow.send('shipping-commands');
    });
    const shipping = answer(
      'shipping',
      ship,
      340,
      'shipping-replies',
      (trace) =>
        trace.call('carrier-gateway', 'POST', '/pickups', undefined, 'NoCapacity: no pickup before Monday'),
      'NoCapacity: no pickup before Monday',
    );
    resume(shipping.reply, 12, () => workflow.query('postgresql', 'UPDATE', 'workflows'));
  });
  return { data: shop.toOtlp(), focusTraceId: workflow.traceId };
}

/** A request that hands its work to a pool of its own and waits: all in one trace, joined by links. */
export function linksInside() {
  const shop = new TraceRecording(15, { 'quote-requests': 'in_memory', 'quote-results': 'in_memory' });
  const trace = shop.trace(0);
  trace.serve('quotes', 'POST', '/quotes', () => {
    trace.query('redis', 'GET', 'addresses');
    const requests = ['parcel-post', 'express-line', 'sea-freight'].map((carrier) => ({
      carrier,
      message: trace.send('quote-requests'),
    }));
    const results = requests.map(({ carrier, message }, index) => {
      trace.pause(4, 18);
      let result;
      trace.process(`${carrier}-worker`, { messages: [message] }, () => {
        trace.call(
          carrier,
          'POST',
          '/rates',
          () => trace.pause(30, 90),
          index === 2 ? 'Timeout: no rate within 90 ms' : undefined,
        );
        result = trace.send('quote-results');
      });
      return result;
    });
    trace.pause(2, 5);
    trace.process('quotes', { messages: results, batch: results.length }, () =>
      trace.query('redis', 'SET', 'quotes'),
    );
  });
  return { data: shop.toOtlp(), focusTraceId: trace.traceId };
}
