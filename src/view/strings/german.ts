/**
 * German. Glossary: span – Span, trace – Trace (der), link – Link, tag – Tag, topic – Topic, queue – Warteschlange,
 * call – Aufruf, caller – Aufrufer, callee – Aufgerufener, node – Knoten, level – Ebene, self time – Eigenzeit,
 * failed – fehlgeschlagen, to draw – darstellen, linked – verknüpft, parent – übergeordneter Span, producer – Producer,
 * consumer – Consumer. Nobody is addressed.
 */
import { problemTexts } from './german-problems.js';
import type { Language, TextTools } from './text-tools.js';
import type { Strings } from '../strings.js';

function strings({ number, plural, list, name }: TextTools<'one' | 'other'>): Strings {
  const operations = (count: number): string => plural(count, { one: '# Operation', other: '# Operationen' });
  const nodes = (count: number): string => plural(count, { one: '# Knoten', other: '# Knoten' });
  const levels = (count: number): string => plural(count, { one: '# Ebene', other: '# Ebenen' });
  const spans = (count: number): string => plural(count, { one: '# Span', other: '# Spans' });
  const calls = (count: number): string => plural(count, { one: '# Aufruf', other: '# Aufrufe' });
  const errors = (count: number): string => plural(count, { one: '# Fehler', other: '# Fehler' });
  /** In the dative, after "innerhalb von". */
  const period = (hours: number): string =>
    hours % 24 === 0 && hours > 24
      ? plural(hours / 24, { one: '# Tag', other: '# Tagen' })
      : plural(hours, { one: '# Stunde', other: '# Stunden' });
  /** In the accusative, after "auf". */
  const upTo = (hours: number): string =>
    hours % 24 === 0 && hours > 24
      ? plural(hours / 24, { one: '# Tag', other: '# Tage' })
      : plural(hours, { one: '# Stunde', other: '# Stunden' });

  return {
    title: 'Abhängigkeiten',
    empty: 'Noch keine Traces',
    emptyHint:
      'Spans von OTLP, Jaeger, Zipkin oder OpenTelemetry JS werden über die Eigenschaft data des Elements übergeben.',
    loading: 'Traces werden gelesen …',
    none: '(keine)',
    unnamed: '(ohne Namen)',
    close: 'Schließen',
    cancel: 'Abbrechen',
    showMore: 'Mehr anzeigen',
    showMoreOf: (count) => `Mehr anzeigen (${number(count)})`,
    tryAgain: 'Erneut versuchen',
    progress: (percent) => `Traces werden gelesen: ${percent}`,
    loaded: (percent, size) => `${percent} von ${size}`,
    grouping: (count) =>
      plural(count, { one: '# Span wird gruppiert …', other: '# Spans werden gruppiert …' }),
    loadCancelled: 'Das Lesen wurde abgebrochen',
    facts: (parts) => parts.join(', '),
    range: (from, to) => `${from} bis ${to}`,

    toolbar: 'Ansicht',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fit: 'Einpassen',
    zoomToSelection: 'Auf Auswahl zoomen',
    actualSize: 'Originalgröße',
    minimap: 'Übersichtskarte',
    exportAs: 'Exportieren',
    wheelHint: (modifier) =>
      modifier === 'command' ? 'Zoomen mit ⌘ + Mausrad' : 'Zoomen mit Strg + Mausrad',
    summary: (nodes, levels, spans, format) =>
      [
        levels > 1 ? `${format(levels)} Async-Ebenen` : '',
        `${format(nodes)} Knoten`,
        `${format(spans)} ${spans === 1 ? 'Span' : 'Spans'}`,
      ]
        .filter(Boolean)
        .join(' · '),
    summaryFrom: (start, figures) => `${name(start)} · ${figures}`,
    simplified: 'Vereinfachte Anordnung',
    tidy: 'Neu anordnen',
    tidyHint: 'Alles neu anordnen: Beim Hinzufügen ist alles Übrige an seinem Platz geblieben',
    following: 'Links werden verfolgt …',

    controls: 'Einstellungen',
    groupBy: 'Gruppieren nach',
    groupByHelp: 'Spans mit denselben Werten bilden einen Knoten',
    groupByFilter: 'Schlüssel filtern',
    aggregate: 'Dauer',
    aggregates: { avg: 'Mittel', max: 'Max.', min: 'Min.', sum: 'Summe', p50: 'p50', p95: 'p95', p99: 'p99' },
    aggregated: (aggregate, duration) => `${aggregate} ${duration}`,
    aggregatedName: (title, aggregate) => `${title} (${aggregate})`,
    showInternalSpans: 'Interne Spans anzeigen',
    showDestinations: 'Topics und Warteschlangen anzeigen',
    coverage: (percent) => percent,

    problems: (count) => plural(count, { one: '# Hinweis zu den Daten', other: '# Hinweise zu den Daten' }),
    problemTexts,

    help: 'Tastatur',
    keys: {
      tab: 'In den Graphen und wieder hinaus',
      along: 'Zum ersten Aufgerufenen oder Aufrufer',
      within: 'In der Spalte auf und ab',
      ends: 'An die Enden der Spalte',
      levels: 'Zur ersten oder letzten Spalte',
      calls: 'Durch aus- oder eingehende Aufrufe',
      letters: 'Zur nächsten Operation, deren Name so beginnt',
      select: 'Auswählen',
      open: 'Den Trace öffnen',
      path: 'Den Pfad ab der Auswahl zeigen',
      zoom: 'Vergrößern, verkleinern, einpassen',
      pages: 'Den Ausschnitt darüber oder darunter zeigen',
      find: 'Suchen',
      escape: 'Schließen, dann Pfad, Suche und Auswahl aufheben, dann zur Leiste',
      help: 'Diese Hilfe zeigen',
    },
    keyNames: {
      tab: 'Tab',
      shift: 'Umschalt',
      control: 'Strg',
      command: '⌘',
      enter: 'Eingabe',
      space: 'Leertaste',
      home: 'Pos1',
      end: 'Ende',
      pageUp: 'Bild ↑',
      pageDown: 'Bild ↓',
      escape: 'Esc',
    },

    graph: 'Abhängigkeitsgraph',
    graphHelp:
      'Pfeiltasten folgen den Aufrufen und wechseln innerhalb der Spalte; Punkt und Komma gehen durch die Aufrufe einer Operation; die Eingabetaste wählt aus, Strg mit Eingabetaste öffnet den Trace; Plus, Minus und 0 zoomen.',
    legend: 'Legende',
    kinds: { http: 'HTTP', pubsub: 'Pub/Sub', database: 'Datenbank', generic: 'Operation' },
    spanKinds: {
      unspecified: 'ohne Angabe',
      internal: 'intern',
      server: 'Server',
      client: 'Client',
      producer: 'Producer',
      consumer: 'Consumer',
    },
    asyncTrace: 'Asynchroner Trace',
    syncRequest: 'Synchrone Anfrage',
    asyncRequest: 'Asynchrone Anfrage',
    missingParent: 'Übergeordneter Span fehlt',
    hiddenCalls: 'Nicht dargestellte Aufrufe',
    failed: 'Fehlgeschlagen',
    destination: 'Topic oder Warteschlange',

    focusLevel: 'Fokus-Trace',
    entryLevel: 'Einstiegs-Traces',
    level: (level) =>
      level > 0 ? `Async-Ebene ${number(level)}` : `Async-Ebene −${number(-level)} (Ursachen)`,
    levelTraces: (shown, all) =>
      shown < all
        ? plural(all, { one: `${number(shown)} von # Trace`, other: `${number(shown)} von # Traces` })
        : plural(all, { one: '# Trace', other: '# Traces' }),
    levelCalls: (shown, all) =>
      shown < all
        ? plural(all, { one: `${number(shown)} von # Aufruf`, other: `${number(shown)} von # Aufrufen` })
        : calls(all),
    times: (count) => `×${count}`,
    wait: (duration) => `Wartezeit ${duration}`,
    overlapping: (count) => `${number(count)} überlappend`,

    moreCalls: (count, direction) =>
      direction === 'downstream'
        ? plural(count, { one: '+# asynchroner Aufruf', other: '+# asynchrone Aufrufe' })
        : plural(count, { one: '+# asynchrone Ursache', other: '+# asynchrone Ursachen' }),
    notLoadedCalls: (count) =>
      count === 0
        ? 'Verknüpfte Traces suchen'
        : plural(count, {
            one: 'Verknüpfter Trace nicht geladen',
            other: '# verknüpfte Traces nicht geladen',
          }),
    failedCalls: (count) => `${number(count)} fehlgeschlagen`,
    chooseCalls: 'Aufrufe auswählen',
    hiddenCallsOf: (node) => `Nicht dargestellte Aufrufe von ${name(node)}`,
    next: (count) => plural(count, { one: 'Nächster', other: 'Nächste #' }),
    all: (count) => plural(count, { one: 'Anzeigen', other: 'Alle #' }),
    loadAll: (count) => (count === 1 ? 'Laden' : `Alle ${number(count)} laden`),
    filterCalls: 'Aufrufe filtern',
    noMatches: 'Kein passender Aufruf',
    loadingCalls: 'Aufrufe werden aufgelistet …',
    focusHelp:
      'Weder Ursache noch Wirkung des Fokus-Traces: Die Auswahl eines Traces verlegt den Fokus dorthin.',
    loadingTraces: 'Verknüpfte Traces werden geladen …',
    retryTraces: (reason) => `Erneut versuchen: ${name(reason)}`,
    sourceFailures: {
      unauthorized: 'nicht angemeldet',
      forbidden: 'keine Berechtigung',
      'bad-query': 'Abfrage nicht verstanden',
      unsupported: 'nicht unterstützt',
      'rate-limited': 'zu viele Abfragen',
      timeout: 'Zeitüberschreitung',
      'too-large': 'Antwort zu groß',
      unavailable: 'nicht verfügbar',
      'network-or-cors': 'nicht erreichbar',
      malformed: 'Antwort nicht lesbar',
    },
    kindReasons: {
      'span kind is producer or consumer': 'Span-Art ist Producer oder Consumer',
      'no other rule matches': 'keine andere Regel trifft zu',
      'has a messaging tag': 'hat ein Messaging-Tag',
      'has a database tag': 'hat ein Datenbank-Tag',
      'has an HTTP method': 'hat eine HTTP-Methode',
      'client or server with a URL or an HTTP status': 'Client oder Server mit URL oder HTTP-Status',
      'function triggered by a message': 'Funktion, durch eine Nachricht ausgelöst',
      'function triggered by HTTP': 'Funktion, durch HTTP ausgelöst',
      "has a vendor's messaging tag": 'hat ein herstellereigenes Messaging-Tag',
      "has a vendor's database tag": 'hat ein herstellereigenes Datenbank-Tag',
      'has a database statement': 'hat eine Datenbankanweisung',
      "the host's classification": 'Klassifizierung der Seite',
    },
    tracesNotFound: 'Verknüpfte Traces nicht gefunden',
    nothingLinked: (hours, next) =>
      next === null
        ? `Keine innerhalb von ${period(hours)}`
        : `Keine innerhalb von ${period(hours)}: auf ${upTo(next)} ausweiten`,

    callsTo: (source, target) => `${name(source)} ruft ${name(target)} auf`,
    asyncTraceAt: (level, levels) => `Asynchroner Trace, Ebene ${number(level)} von ${number(levels)}`,
    callsOthers: (count) => `ruft ${number(count)} auf`,
    calledBy: (count) => `von ${number(count)} aufgerufen`,
    onPath: 'auf dem Pfad',
    via: (spans) => plural(spans, { one: 'über # internen Span', other: 'über # interne Spans' }),
    missingParents: (count) =>
      plural(count, {
        one: '# Span ohne übergeordneten Span in den Daten',
        other: '# Spans ohne übergeordneten Span in den Daten',
      }),
    hiddenErrors: (count) =>
      plural(count, {
        one: '# ausgeblendeter interner Span fehlgeschlagen',
        other: '# ausgeblendete interne Spans fehlgeschlagen',
      }),

    ready: (nodes, edges, failed) =>
      `Graph bereit: ${operations(nodes)}, ${calls(edges)}, ${number(failed)} mit Fehlern.`,
    nodesAdded: (names, more) => {
      const others = more > 0 ? [plural(more, { one: '# weiterer', other: '# weitere' })] : [];
      return `${nodes(names.length + more)} hinzugefügt: ${list([...names.map(name), ...others])}.`;
    },
    // The title may be a whole sentence: "a ruft b auf".
    selected: (title) => `Ausgewählt: ${name(title)}`,

    details: 'Details',
    traces: 'Traces',
    spans: 'Spans',
    hiddenSpans: 'Ausgeblendete interne Spans',
    calls: 'Aufrufe',
    links: 'Links',
    tags: 'Tags',
    processTags: 'Prozess-Tags',
    message: 'Nachricht',
    errors: 'Fehler',
    waitedInQueue: 'Wartezeit in der Warteschlange',
    duration: 'Dauer',
    selfTime: 'Eigenzeit',
    wallTime: 'verstrichene Zeit',
    neverEnded: 'läuft noch',
    shownInGraph: 'im Graphen angezeigt',
    openTrace: 'Trace öffnen',
    openTraceNewTab: 'Trace öffnen (in neuem Tab)',
    notLoaded: 'nicht geladen',
    causes: 'Ursache',
    effects: 'Wirkung',
    producers: 'Producer',
    consumers: 'Consumer',
    callsIn: 'eingehend',
    callsOut: 'ausgehend',
    classifiedBy: (reason) => `Art: ${name(reason)}`,
    converge: (traces) => plural(traces, { one: '# Trace', other: '# Traces laufen hier zusammen' }),
    droppedLinks: (count) =>
      plural(count, { one: '# Link vom SDK verworfen', other: '# Links vom SDK verworfen' }),
    linkedOf: (linked, expected) => `${number(linked)} von ${number(expected)} verknüpft`,
    spanCount: spans,
    callCount: calls,
    errorCount: errors,
    distinctValues: (count) => plural(count, { one: '# Wert', other: '# Werte' }),

    durations: 'Verteilung der Dauer',
    distribution: (count, from, to, most) =>
      `Dauer von ${spans(count)} zwischen ${from} und ${to}, die meisten ${most}`,
    bin: (range, count, failed) =>
      [range, spans(count), failed > 0 ? errors(failed) : ''].filter(Boolean).join(' · '),

    trace: 'Trace',
    traceColumns: { start: 'Beginn', duration: 'Dauer', spans: 'Spans', errors: 'Fehler' },
    traceListHelp:
      'Pfeiltasten gehen von Trace zu Trace; die Eingabetaste zeigt den Pfad eines Traces durch den Graphen.',
    focusTrace: 'Fokus',
    focusTraceOf: (traceId) => `Fokus auf ${traceId}`,
    tracePath: (traceId, count, depth) => `Pfad des Traces ${traceId}: ${nodes(count)}, ${levels(depth)}`,
    clearPath: 'Pfad ausblenden',
    pathCleared: 'Pfad ausgeblendet',

    find: 'Suchen',
    findPlaceholder: 'Operation, Dienst, Tag oder Schlüssel=Wert',
    findPlace: (index, count) => `${number(index)} von ${number(count)}`,
    findNothing: 'Kein Treffer',
    findNext: 'Nächster Treffer',
    findPrevious: 'Vorheriger Treffer',
    found: (count, text) =>
      count === 0
        ? `Kein Treffer für „${name(text)}“`
        : `${plural(count, { one: '# Treffer', other: '# Treffer' })} für „${name(text)}“`,
    showOnlyFound: 'Nur diese und ihre Nachbarn anzeigen',
    onlyFound: (count) =>
      plural(count, { one: 'Nur # Treffer mit Nachbarn', other: 'Nur # Treffer mit Nachbarn' }),
    showAll: 'Alles anzeigen',
    onlyLost: 'Alles wird wieder angezeigt: Für die Auswahl gibt es hier keine Entsprechung',
    collapsedLost: (count) =>
      plural(count, {
        one: 'Für # eingeklappte Operation gibt es hier keine Entsprechung',
        other: 'Für # eingeklappte Operationen gibt es hier keine Entsprechung',
      }),

    popover: {
      calls: 'Aufrufe',
      callers: 'Aufrufer',
      callees: 'Aufgerufene',
      errors: 'Fehler',
      errorRate: 'Fehlerrate',
      duration: 'Dauer',
      selfTime: 'Eigenzeit',
      wait: 'Wartezeit',
    },

    pathBetween: (from, to, count) => `Pfad von ${name(from)} zu ${name(to)}: ${calls(count)}`,
    noPath: (from, to) => `Kein Pfad von ${name(from)} zu ${name(to)}`,

    collapse: 'Einklappen',
    collapsedStub: (count, edges) => `+${operations(count)} · ${calls(edges)}`,
    collapsed: (title, count) => `${name(title)} eingeklappt: ${operations(count)} ausgeblendet`,
    expanded: (title, count) => `${name(title)} ausgeklappt: ${operations(count)} eingeblendet`,

    criticalPath: 'Kritischer Pfad',
    criticalPathHint: 'Was bestimmt hat, wie lange alles dauerte',
    criticalSummary: (steps, total, waiting, notDrawn) => {
      const parts = [waiting && `${waiting} Warten`, notDrawn && `${notDrawn} nicht dargestellt`];
      const rest = parts.some(Boolean) ? `, davon ${parts.filter(Boolean).join(' und ')}` : '';
      return `Kritischer Pfad: ${plural(steps, { one: '# Schritt', other: '# Schritte' })}, ${total}${rest}`;
    },
    noCriticalPath: 'Kein kritischer Pfad: Nichts, was dargestellt ist, hat geendet',
    hideCriticalPath: 'Kritischen Pfad ausblenden',
    criticalTime: (time, share) => `auf dem kritischen Pfad: ${time}, ${share}`,
    criticalStep: (step, wait) =>
      `kritischer Pfad, Schritt ${number(step)}${wait === null ? '' : `, ${wait} gewartet`}`,
    criticalFigures: { time: 'in dieser Operation', wait: 'Warten', step: 'Schritt' },

    table: 'Tabelle',
    operationsCaption: 'Operationen',
    callsCaption: 'Aufrufe',
    operationColumns: {
      operation: 'Operation',
      service: 'Dienst',
      kind: 'Art',
      level: 'Ebene',
      spans: 'Spans',
      errors: 'Fehler',
      duration: 'Dauer',
      selfTime: 'Eigenzeit',
      criticalPath: 'Kritischer Pfad',
      callers: 'Aufrufer',
      callees: 'Ruft auf',
    },
    callColumns: {
      caller: 'Aufrufer',
      callee: 'Aufgerufener',
      kind: 'Art',
      calls: 'Aufrufe',
      errors: 'Fehler',
      duration: 'Dauer',
      wait: 'Wartezeit',
      criticalPath: 'Kritischer Pfad',
    },
    sorted: (column, order) =>
      order === 'ascending'
        ? `Nach „${column}“ aufsteigend sortiert`
        : `Nach „${column}“ absteigend sortiert`,
    filterTable: 'Zeilen filtern',
    rowCount: (shown, all) =>
      shown < all
        ? plural(all, { one: `${number(shown)} von # Zeile`, other: `${number(shown)} von # Zeilen` })
        : plural(all, { one: '# Zeile', other: '# Zeilen' }),
  };
}

/** German. */
export const german: Language<Strings> = { tag: 'de', direction: 'ltr', strings };
