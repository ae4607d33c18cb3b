/**
 * The spans of a busy shop in the order in which a backend receives them: a span is sent when it has ended, and each
 * service takes its time. So children come before their parents, and consumers at times before their producers.
 * Generated, the same for the same seed; eight services, about thirty operations.
 */
import { TraceRecording } from './generated-traces.js';

/** Milliseconds between one visit and the next. */
const betweenVisits = 8;

/** The longest time until a service exports what has ended, in milliseconds. */
const exportDelay = {
  web: 1500,
  catalog: 500,
  cart: 500,
  orders: 2500,
  payment: 800,
  inventory: 300,
  shipping: 1800,
  notification: 200,
};

/** Shipments that wait until the next message to their customers. */
const shipmentsPerMail = 4;

/**
 * Never ends.
 * @param {number} batchSize spans in each batch
 * @returns {Generator<object>} OTLP requests
 */
export function* liveTraffic(batchSize, seed = 21) {
  const shop = new TraceRecording(seed, { shipments: 'aws_sqs' });
  const shipped = [];
  let onTheWay = [];
  for (let now = 0; ; now += betweenVisits) {
    visit(shop, now, shipped);
    for (const span of shop.spans.splice(0))
      onTheWay.push({ span, arrival: span.endsAt + shop.between(0, exportDelay[span.service]) });
    // Whatever is sent later than now cannot arrive before it.
    if (onTheWay.length < 10 * batchSize) continue;
    onTheWay.sort((a, b) => a.arrival - b.arrival);
    while (onTheWay.length >= batchSize && onTheWay[batchSize - 1].arrival <= now) {
      const batch = onTheWay.slice(0, batchSize).map(({ span }) => span);
      onTheWay = onTheWay.slice(batchSize);
      yield shop.toOtlp(batch);
    }
  }
}

function visit(shop, at, shipped) {
  const what = shop.random();
  const trace = shop.trace(at);
  if (what < 0.5) browse(shop, trace);
  else if (what < 0.75) fillCart(trace);
  else checkOut(shop, trace, shipped);
}

function browse(shop, trace) {
  trace.serve('web', 'GET', '/products/{id}', () =>
    trace.call('catalog', 'GET', '/products/{id}', () => {
      trace.query('redis', 'GET', 'product');
      if (shop.random() < 0.3) trace.query('postgresql', 'SELECT', 'products');
    }),
  );
}

function fillCart(trace) {
  trace.serve('web', 'POST', '/cart', () =>
    trace.call('cart', 'PUT', '/carts/{id}', () => {
      trace.query('postgresql', 'SELECT', 'prices');
      trace.query('redis', 'SET', 'cart');
    }),
  );
}

function checkOut(shop, trace, shipped) {
  let placed;
  trace.serve('web', 'POST', '/checkout', () => {
    trace.call('cart', 'GET', '/carts/{id}', () => trace.query('redis', 'GET', 'cart'));
    trace.call('orders', 'POST', '/orders', () => {
      trace.query('postgresql', 'INSERT', 'orders');
      placed = trace.send('orders');
    });
  });
  reserve(shop, placed);
  confirm(shop, placed);
  const paid = pay(shop, placed);
  if (paid) shipped.push(ship(shop, paid));
  if (shipped.length >= shipmentsPerMail) announce(shop, shipped.splice(0));
}

/** What a service does with messages, a while after the last of them. */
function consume(shop, service, messages, [least, most], work, error) {
  const sent = messages.reduce((latest, { endsAt }) => Math.max(latest, endsAt), 0);
  const trace = shop.trace(sent + shop.between(least, most));
  const batch = messages.length > 1 ? messages.length : undefined;
  trace.process(service, { messages, batch }, () => work(trace), error);
}

const reserve = (shop, placed) =>
  consume(shop, 'inventory', [placed], [5, 60], (trace) => {
    trace.query('postgresql', 'SELECT', 'stock');
    trace.query('postgresql', 'UPDATE', 'stock');
  });

const confirm = (shop, placed) =>
  consume(shop, 'notification', [placed], [80, 400], (trace) => trace.query('mongodb', 'INSERT', 'mails'));

function pay(shop, placed) {
  const error = shop.random() < 0.04 ? 'Declined: the card has expired' : undefined;
  let paid;
  consume(
    shop,
    'payment',
    [placed],
    [10, 120],
    (trace) => {
      trace.query('postgresql', 'INSERT', 'payments', error);
      if (!error) paid = trace.send('payments');
    },
    error,
  );
  return paid;
}

function ship(shop, paid) {
  let sent;
  consume(shop, 'shipping', [paid], [200, 900], (trace) => {
    trace.query('postgresql', 'INSERT', 'shipments');
    sent = trace.send('shipments');
  });
  return sent;
}

const announce = (shop, messages) =>
  consume(shop, 'notification', messages, [20, 200], (trace) => trace.query('mongodb', 'INSERT', 'mails'));
