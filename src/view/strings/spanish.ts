/**
 * Spanish. Glossary: span – span (el), trace – traza, link – enlace, tag – etiqueta, topic – tema, queue – cola,
 * call – llamada, caller – llamante, callee – destino, node – nodo, level – nivel, self time – tiempo propio,
 * failed – con error, layout – disposición, parent – padre. Nobody is addressed.
 */
import { problemTexts } from './spanish-problems.js';
import type { Language, TextTools } from './text-tools.js';
import type { Strings } from '../strings.js';

function strings({ number, plural, list, name }: TextTools<'one' | 'many' | 'other'>): Strings {
  // From a million on, a noun follows with "de": 1 000 000 de nodos.
  const counted = (count: number, one: string, other: string): string =>
    plural(count, { one: `# ${one}`, many: `# de ${other}`, other: `# ${other}` });
  const operations = (count: number): string => counted(count, 'operación', 'operaciones');
  const nodes = (count: number): string => counted(count, 'nodo', 'nodos');
  const levels = (count: number): string => counted(count, 'nivel', 'niveles');
  const traces = (count: number): string => counted(count, 'traza', 'trazas');
  const spans = (count: number): string => counted(count, 'span', 'spans');
  const calls = (count: number): string => counted(count, 'llamada', 'llamadas');
  const errors = (count: number): string => counted(count, 'error', 'errores');
  const period = (hours: number): string =>
    hours % 24 === 0 && hours > 24 ? counted(hours / 24, 'día', 'días') : counted(hours, 'hora', 'horas');
  const shownOf = (shown: number, all: string, isPart: boolean): string =>
    isPart ? `${number(shown)} de ${all}` : all;

  return {
    title: 'Dependencias',
    empty: 'Todavía no hay trazas',
    emptyHint:
      'Los spans de OTLP, Jaeger, Zipkin u OpenTelemetry JS se pasan al elemento mediante su propiedad data.',
    loading: 'Leyendo trazas…',
    none: '(ninguno)',
    unnamed: '(sin nombre)',
    close: 'Cerrar',
    cancel: 'Cancelar',
    showMore: 'Mostrar más',
    showMoreOf: (count) => `Mostrar más (${number(count)})`,
    tryAgain: 'Reintentar',
    progress: (percent) => `Leyendo trazas: ${percent}`,
    loaded: (percent, size) => `${percent} de ${size}`,
    grouping: (count) => `Agrupando ${spans(count)}…`,
    loadCancelled: 'Se canceló la lectura',
    facts: (parts) => parts.join(', '),
    range: (from, to) => `de ${from} a ${to}`,

    toolbar: 'Vista',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    fit: 'Ajustar',
    zoomToSelection: 'Ajustar a la selección',
    actualSize: 'Tamaño real',
    minimap: 'Minimapa',
    exportAs: 'Exportar',
    wheelHint: (modifier) =>
      modifier === 'command' ? '⌘ + rueda para acercar o alejar' : 'Ctrl + rueda para acercar o alejar',
    summary: (nodes, levels, spans, format) =>
      [
        levels > 1 ? `${format(levels)} niveles asíncronos` : '',
        `${format(nodes)} ${nodes === 1 ? 'nodo' : 'nodos'}`,
        `${format(spans)} ${spans === 1 ? 'span' : 'spans'}`,
      ]
        .filter(Boolean)
        .join(' · '),
    summaryFrom: (start, figures) => `${name(start)} · ${figures}`,
    simplified: 'Disposición simplificada',
    tidy: 'Reordenar',
    tidyHint: 'Reordenar todo: lo que se añadió no ha movido lo demás de su sitio',
    following: 'Siguiendo enlaces…',

    controls: 'Ajustes',
    groupBy: 'Agrupar por',
    groupByHelp: 'Los spans con los mismos valores forman un nodo',
    groupByFilter: 'Filtrar claves',
    aggregate: 'Duración',
    aggregates: { avg: 'media', max: 'máx.', min: 'mín.', sum: 'suma', p50: 'p50', p95: 'p95', p99: 'p99' },
    aggregated: (aggregate, duration) => `${aggregate} ${duration}`,
    aggregatedName: (title, aggregate) => `${title} (${aggregate})`,
    showInternalSpans: 'Mostrar spans internos',
    showDestinations: 'Mostrar temas y colas',
    coverage: (percent) => percent,

    problems: (count) => counted(count, 'aviso sobre los datos', 'avisos sobre los datos'),
    problemTexts,

    help: 'Teclado',
    keys: {
      tab: 'Entrar en el grafo y salir de él',
      along: 'Al primer destino o llamante',
      within: 'Arriba y abajo en la columna',
      ends: 'A los extremos de la columna',
      levels: 'A la primera o última columna',
      calls: 'Por las llamadas salientes o entrantes',
      letters: 'A la siguiente operación cuyo nombre empieza así',
      select: 'Seleccionar',
      open: 'Abrir la traza',
      path: 'Mostrar el camino desde la selección',
      zoom: 'Acercar, alejar, ajustar',
      pages: 'Mostrar la parte de arriba o de abajo',
      find: 'Buscar',
      escape: 'Cerrar, luego quitar camino, búsqueda y selección, luego ir a la barra',
      help: 'Mostrar esta ayuda',
    },
    keyNames: {
      tab: 'Tab',
      shift: 'Mayús',
      control: 'Ctrl',
      command: '⌘',
      enter: 'Intro',
      space: 'Espacio',
      home: 'Inicio',
      end: 'Fin',
      pageUp: 'Re Pág',
      pageDown: 'Av Pág',
      escape: 'Esc',
    },

    graph: 'Grafo de dependencias',
    graphHelp:
      'Las teclas de flecha siguen las llamadas y recorren la columna; las teclas del punto y de la coma recorren las llamadas de una operación; Intro selecciona, Control con Intro abre la traza; más, menos y 0 cambian el zoom.',
    legend: 'Leyenda',
    kinds: { http: 'HTTP', pubsub: 'Pub/sub', database: 'Base de datos', generic: 'Operación' },
    spanKinds: {
      unspecified: 'sin especificar',
      internal: 'interno',
      server: 'servidor',
      client: 'cliente',
      producer: 'productor',
      consumer: 'consumidor',
    },
    asyncTrace: 'Traza asíncrona',
    syncRequest: 'Petición síncrona',
    asyncRequest: 'Petición asíncrona',
    missingParent: 'El padre no está en los datos',
    hiddenCalls: 'Llamadas no dibujadas',
    failed: 'Con error',
    destination: 'Tema o cola',

    focusLevel: 'Traza enfocada',
    entryLevel: 'Trazas de entrada',
    level: (level) =>
      level > 0 ? `Nivel asínc. ${number(level)}` : `Nivel asínc. −${number(-level)} (causas)`,
    levelTraces: (shown, all) => shownOf(shown, traces(all), shown < all),
    levelCalls: (shown, all) => shownOf(shown, calls(all), shown < all),
    times: (count) => `×${count}`,
    wait: (duration) => `espera ${duration}`,
    overlapping: (count) =>
      plural(count, { one: '# solapada', many: '# de solapadas', other: '# solapadas' }),

    moreCalls: (count, direction) =>
      direction === 'downstream'
        ? `+${counted(count, 'llamada asíncrona más', 'llamadas asíncronas más')}`
        : `+${counted(count, 'causa asíncrona más', 'causas asíncronas más')}`,
    notLoadedCalls: (count) =>
      count === 0
        ? 'Buscar trazas enlazadas'
        : count === 1
          ? 'Traza enlazada no cargada'
          : counted(count, 'traza enlazada no cargada', 'trazas enlazadas no cargadas'),
    failedCalls: (count) => `${number(count)} con error`,
    chooseCalls: 'Elegir llamadas',
    hiddenCallsOf: (node) => `Llamadas de ${name(node)} que no se dibujan`,
    next: (count) => plural(count, { one: 'Siguiente', many: 'Siguientes #', other: 'Siguientes #' }),
    all: (count) => `Todas (${number(count)})`,
    loadAll: (count) => (count === 1 ? 'Cargar' : `Cargar todas (${number(count)})`),
    filterCalls: 'Filtrar llamadas',
    noMatches: 'Ninguna llamada coincide',
    loadingCalls: 'Enumerando las llamadas…',
    focusHelp: 'Ni causa ni efecto del foco: al elegir una traza, el foco pasa a ella.',
    loadingTraces: 'Cargando trazas enlazadas…',
    retryTraces: (reason) => `Reintentar: ${name(reason)}`,
    sourceFailures: {
      unauthorized: 'sin iniciar sesión',
      forbidden: 'sin permiso',
      'bad-query': 'consulta no válida',
      unsupported: 'no admitido',
      'rate-limited': 'demasiadas consultas',
      timeout: 'tiempo de espera agotado',
      'too-large': 'respuesta demasiado grande',
      unavailable: 'no disponible',
      'network-or-cors': 'inaccesible',
      malformed: 'respuesta ilegible',
    },
    kindReasons: {
      'span kind is producer or consumer': 'el tipo de span es productor o consumidor',
      'no other rule matches': 'no se aplica ninguna otra regla',
      'has a messaging tag': 'tiene una etiqueta de mensajería',
      'has a database tag': 'tiene una etiqueta de base de datos',
      'has an HTTP method': 'tiene un método HTTP',
      'client or server with a URL or an HTTP status': 'cliente o servidor con URL o estado HTTP',
      'function triggered by a message': 'función activada por un mensaje',
      'function triggered by HTTP': 'función activada por HTTP',
      "has a vendor's messaging tag": 'tiene una etiqueta de mensajería del proveedor',
      "has a vendor's database tag": 'tiene una etiqueta de base de datos del proveedor',
      'has a database statement': 'tiene una sentencia de base de datos',
      "the host's classification": 'clasificación de la página',
    },
    tracesNotFound: 'No se encontraron las trazas enlazadas',
    nothingLinked: (hours, next) =>
      next === null
        ? `Ninguna en ${period(hours)}`
        : `Ninguna en ${period(hours)}: ampliar a ${period(next)}`,

    callsTo: (source, target) => `${name(source)} llama a ${name(target)}`,
    asyncTraceAt: (level, levels) => `Traza asíncrona, nivel ${number(level)} de ${number(levels)}`,
    callsOthers: (count) => `llama a ${number(count)}`,
    calledBy: (count) => `llamada por ${number(count)}`,
    onPath: 'en el camino',
    via: (spans) => `a través de ${counted(spans, 'span interno', 'spans internos')}`,
    missingParents: (count) =>
      counted(count, 'span cuyo padre no está en los datos', 'spans cuyos padres no están en los datos'),
    hiddenErrors: (count) =>
      counted(count, 'span interno oculto con error', 'spans internos ocultos con error'),

    ready: (nodes, edges, failed) =>
      `Grafo listo: ${operations(nodes)}, ${calls(edges)}, ${number(failed)} con errores.`,
    nodesAdded: (names, more) => {
      const others = more > 0 ? [`${number(more)} más`] : [];
      const all = list([...names.map(name), ...others]);
      const count = names.length + more;
      return plural(count, {
        one: `# nodo añadido: ${all}.`,
        many: `# de nodos añadidos: ${all}.`,
        other: `# nodos añadidos: ${all}.`,
      });
    },
    selected: (title) => `Selección: ${name(title)}`,

    details: 'Detalles',
    traces: 'Trazas',
    spans: 'Spans',
    hiddenSpans: 'Spans internos ocultos',
    calls: 'Llamadas',
    links: 'Enlaces',
    tags: 'Etiquetas',
    processTags: 'Etiquetas del proceso',
    message: 'Mensaje',
    errors: 'errores',
    waitedInQueue: 'Espera en la cola',
    duration: 'duración',
    selfTime: 'tiempo propio',
    wallTime: 'tiempo transcurrido',
    neverEnded: 'en curso',
    shownInGraph: 'se muestra en el grafo',
    openTrace: 'Abrir traza',
    openTraceNewTab: 'Abrir traza (en otra pestaña)',
    notLoaded: 'no cargado',
    causes: 'Causa',
    effects: 'Efecto',
    producers: 'Productores',
    consumers: 'Consumidores',
    callsIn: 'entrantes',
    callsOut: 'salientes',
    classifiedBy: (reason) => `Tipo: ${name(reason)}`,
    converge: (count) =>
      plural(count, {
        one: '# traza',
        many: '# de trazas convergen aquí',
        other: '# trazas convergen aquí',
      }),
    droppedLinks: (count) => counted(count, 'enlace descartado por el SDK', 'enlaces descartados por el SDK'),
    linkedOf: (linked, expected) =>
      plural(linked, {
        one: `# de ${number(expected)} enlazado`,
        many: `# de ${number(expected)} enlazados`,
        other: `# de ${number(expected)} enlazados`,
      }),
    spanCount: spans,
    callCount: calls,
    errorCount: errors,
    distinctValues: (count) => counted(count, 'valor', 'valores'),

    durations: 'Distribución de las duraciones',
    distribution: (count, from, to, most) =>
      `Duraciones de ${spans(count)} entre ${from} y ${to}; la mayoría, ${most}`,
    bin: (range, count, failed) =>
      [range, spans(count), failed > 0 ? errors(failed) : ''].filter(Boolean).join(' · '),

    trace: 'Traza',
    traceColumns: { start: 'Inicio', duration: 'Duración', spans: 'Spans', errors: 'Errores' },
    traceListHelp:
      'Las teclas de flecha van de traza en traza; Intro muestra el camino de una traza por el grafo.',
    focusTrace: 'Enfocar',
    focusTraceOf: (traceId) => `Enfocar ${traceId}`,
    tracePath: (traceId, count, depth) => `Camino de la traza ${traceId}: ${nodes(count)}, ${levels(depth)}`,
    clearPath: 'Quitar el camino',
    pathCleared: 'Camino quitado',

    find: 'Buscar',
    findPlaceholder: 'Operación, servicio, etiqueta o clave=valor',
    findPlace: (index, count) => `${number(index)} de ${number(count)}`,
    findNothing: 'Sin coincidencias',
    findNext: 'Coincidencia siguiente',
    findPrevious: 'Coincidencia anterior',
    found: (count, text) =>
      count === 0
        ? `Sin coincidencias con «${name(text)}»`
        : `${counted(count, 'coincidencia', 'coincidencias')} con «${name(text)}»`,
    showOnlyFound: 'Mostrar solo estas y sus vecinas',
    onlyFound: (count) =>
      `Solo ${counted(count, 'coincidencia y sus vecinas', 'coincidencias y sus vecinas')}`,
    showAll: 'Mostrar todo',
    onlyLost: 'Se muestra todo de nuevo: lo seleccionado no tiene equivalente aquí',
    collapsedLost: (count) =>
      plural(count, {
        one: '# operación contraída no tiene equivalente aquí',
        many: '# de operaciones contraídas no tienen equivalente aquí',
        other: '# operaciones contraídas no tienen equivalente aquí',
      }),

    popover: {
      calls: 'Llamadas',
      callers: 'Llamantes',
      callees: 'Destinos',
      errors: 'Errores',
      errorRate: 'Tasa de error',
      duration: 'Duración',
      selfTime: 'Tiempo propio',
      wait: 'Espera',
    },

    pathBetween: (from, to, count) => `Camino de ${name(from)} a ${name(to)}: ${calls(count)}`,
    noPath: (from, to) => `No hay camino de ${name(from)} a ${name(to)}`,

    collapse: 'Contraer',
    collapsedStub: (count, edges) => `+${operations(count)} · ${calls(edges)}`,
    collapsed: (title, count) =>
      `${name(title)}: contraído, ${counted(count, 'operación oculta', 'operaciones ocultas')}`,
    expanded: (title, count) =>
      `${name(title)}: expandido, ${counted(count, 'operación visible', 'operaciones visibles')}`,

    criticalPath: 'Camino crítico',
    criticalPathHint: 'Lo que determinó cuánto tardó todo',
    criticalSummary: (steps, total, waiting, notDrawn) => {
      const parts = [waiting && `${waiting} de espera`, notDrawn && `${notDrawn} sin dibujar`];
      const rest = parts.some(Boolean) ? `, de ellos ${parts.filter(Boolean).join(' y ')}` : '';
      return `Camino crítico: ${plural(steps, { one: '# paso', many: '# de pasos', other: '# pasos' })}, ${total}${rest}`;
    },
    noCriticalPath: 'No hay camino crítico: nada de lo dibujado ha terminado',
    hideCriticalPath: 'Ocultar el camino crítico',
    criticalTime: (time, share) => `en el camino crítico: ${time}, ${share}`,
    criticalStep: (step, wait) =>
      `camino crítico, paso ${number(step)}${wait === null ? '' : `, espera de ${wait}`}`,
    criticalFigures: { time: 'en esta operación', wait: 'espera', step: 'paso' },

    table: 'Tabla',
    operationsCaption: 'Operaciones',
    callsCaption: 'Llamadas',
    operationColumns: {
      operation: 'Operación',
      service: 'Servicio',
      kind: 'Tipo',
      level: 'Nivel',
      spans: 'Spans',
      errors: 'Errores',
      duration: 'Duración',
      selfTime: 'T. propio',
      criticalPath: 'Camino crítico',
      callers: 'Llamantes',
      callees: 'Destinos',
    },
    callColumns: {
      caller: 'Llamante',
      callee: 'Destino',
      kind: 'Tipo',
      calls: 'Llamadas',
      errors: 'Errores',
      duration: 'Duración',
      wait: 'Espera',
      criticalPath: 'Camino crítico',
    },
    sorted: (column, order) =>
      order === 'ascending' ? `Orden ascendente por «${column}»` : `Orden descendente por «${column}»`,
    filterTable: 'Filtrar filas',
    rowCount: (shown, all) => shownOf(shown, counted(all, 'fila', 'filas'), shown < all),
  };
}

/** Spanish. */
export const spanish: Language<Strings> = { tag: 'es', direction: 'ltr', strings };
