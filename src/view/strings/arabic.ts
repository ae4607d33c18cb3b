/**
 * Arabic. Glossary: span – امتداد, trace – تتبّع, link – رابط, tag – وسم, topic – موضوع, queue – قائمة انتظار,
 * operation – عملية, call – استدعاء, caller – العملية المستدعية, callee – العملية المستدعاة, parent – الأصل, node – عقدة,
 * level – مستوى, service – خدمة, self time – الوقت الذاتي, layout – تخطيط, asynchronous – غير متزامن. One and two are
 * words of their own, without a figure. Latin words before a figure are isolated, or they would take it with them.
 */
import { genitiveDuals, nouns } from './arabic-nouns.js';
import type { Language, PluralCategory, TextTools } from './text-tools.js';
import type { Strings } from '../strings.js';

function strings({ number, plural, list, name }: TextTools<PluralCategory>): Strings {
  const counted = (count: number, noun: keyof typeof nouns): string => plural(count, nouns[noun]);
  const period = (hours: number): string =>
    hours % 24 === 0 && hours > 24 ? counted(hours / 24, 'day') : counted(hours, 'hour');
  const inGenitive = (count: number, noun: keyof typeof genitiveDuals): string =>
    plural(count, { ...nouns[noun], two: genitiveDuals[noun] });
  const shownOf = (shown: number, all: number, noun: keyof typeof genitiveDuals): string =>
    shown < all ? `${number(shown)} من أصل ${inGenitive(all, noun)}` : counted(all, noun);

  return {
    title: 'الاعتماديات',
    empty: 'لا توجد تتبّعات بعد',
    emptyHint:
      'زوّد العنصر بامتدادات OTLP أو Jaeger أو Zipkin أو OpenTelemetry JS عبر خاصيته \u2068data\u2069.',
    loading: 'جارٍ قراءة التتبّعات…',
    none: '(لا شيء)',
    unnamed: '(بلا اسم)',
    close: 'إغلاق',
    cancel: 'إلغاء',
    showMore: 'عرض المزيد',
    showMoreOf: (count) => `عرض المزيد (${number(count)})`,
    tryAgain: 'إعادة المحاولة',
    progress: (percent) => `جارٍ قراءة التتبّعات: ${percent}`,
    loaded: (percent, size) => `${percent} من ${name(size)}`,
    grouping: (count) => `جارٍ التجميع: ${counted(count, 'span')}…`,
    loadCancelled: 'أُلغيت القراءة',
    facts: (parts) => parts.join('، '),
    range: (from, to) => `من ${name(from)} إلى ${name(to)}`,

    toolbar: 'العرض',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    fit: 'ملاءمة',
    zoomToSelection: 'التكبير على التحديد',
    actualSize: 'الحجم الفعلي',
    minimap: 'الخريطة المصغّرة',
    exportAs: 'تصدير',
    wheelHint: (modifier) =>
      `استخدم ${name(modifier === 'command' ? '⌘' : 'Ctrl')} مع عجلة الفأرة للتكبير والتصغير`,
    summary: (nodes, levels, spans, format) =>
      [
        levels > 1 ? `المستويات غير المتزامنة: ${format(levels)}` : '',
        `العقد: ${format(nodes)}`,
        `الامتدادات: ${format(spans)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    summaryFrom: (start, figures) => `${name(start)} · ${figures}`,
    simplified: 'تخطيط مبسّط',
    tidy: 'إعادة الترتيب',
    tidyHint: 'ترتيب كل شيء من جديد: ما أُضيف لم يحرّك الباقي من مكانه',
    following: 'جارٍ اتباع الروابط…',

    controls: 'الإعدادات',
    groupBy: 'التجميع حسب',
    groupByHelp: 'الامتدادات التي لها هذه القيم نفسها تكوّن عقدة واحدة',
    groupByFilter: 'تصفية المفاتيح',
    aggregate: 'المدة',
    aggregates: {
      avg: 'المتوسط',
      max: 'الأقصى',
      min: 'الأدنى',
      sum: 'المجموع',
      p50: 'p50',
      p95: 'p95',
      p99: 'p99',
    },
    // The mark makes it run from right to left: what is isolated does not count.
    aggregated: (aggregate, duration) => `\u200f${name(aggregate)} ${name(duration)}`,
    aggregatedName: (title, aggregate) => `${title} (${name(aggregate)})`,
    showInternalSpans: 'إظهار الامتدادات الداخلية',
    showDestinations: 'إظهار المواضيع وقوائم الانتظار',
    coverage: (percent) => percent,

    problems: (count) => counted(count, 'note'),
    problemTexts: {
      'unknown-format': 'لا يحتوي المدخل على ما يشبه الامتدادات',
      'unsupported-format': 'لا يمكن قراءة هذه الصيغة هنا',
      'invalid-json': 'النص ليس بصيغة JSON ولا JSON Lines',
      'invalid-line': 'تعذّرت قراءة سطر فتم تخطّيه',
      'invalid-span': 'تعذّرت قراءة امتداد أو جزء منه فتم تخطّيه',
      'invalid-id': 'تم تخطّي امتداد بلا معرّف صالح',
      'invalid-attribute': 'تعذّرت قراءة وسم، أو لم يكن من النوع المذكور',
      'invalid-time': 'تعذّرت قراءة وقت',
      'negative-duration': 'ينتهي امتداد قبل أن يبدأ؛ تُحسب مدته 0',
      'duplicate-span': 'تكرّر امتداد أكثر من مرة',
      'conflicting-span': 'لامتدادات مختلفة المعرّف نفسه؛ أُبقي على الأول',
      'missing-parent': 'أصل أحد الامتدادات غير موجود في البيانات',
      'parent-cycle': 'امتدادات بعضها أصل لبعض؛ قُطعت الحلقة',
      'early-child': 'يبدأ امتداد فرعي قبل أصله (اختلاف الساعات)',
      'invalid-link': 'يؤدي رابط إلى امتداده نفسه أو ليس له معرّف صالح',
      'dangling-link': 'يؤدي رابط إلى امتداد غير موجود في البيانات',
      'dropped-links': 'أُسقطت روابط قبل التصدير',
      'partial-trace': 'يفيد المصدر بأن بعض الامتدادات مفقودة',
      'mask-failed': 'فشل الإخفاء؛ حُذفت القيمة',
      'classify-failed': 'فشل التصنيف؛ طُبّقت القواعد',
      'strings-failed': 'فشل أحد نصوص الصفحة الخاصة؛ يُعرض النص المعتاد',
      'layout-failed': 'فشل التخطيط؛ يُعرض تخطيط أبسط',
      'export-failed': 'فشل التصدير',
      'worker-failed': 'تعذّر تشغيل خيط معالجة (worker) أو توقّف',
      'internal-error': 'حدث خطأ في العرض نفسه',
      'source-failed': 'فشل مصدر التتبّعات المرتبطة',
    },

    help: 'لوحة المفاتيح',
    keys: {
      tab: 'الدخول إلى الرسم والخروج منه',
      along: 'إلى أول عملية مستدعاة أو مستدعية',
      within: 'إلى أعلى وأسفل داخل العمود',
      ends: 'إلى طرفي العمود',
      levels: 'إلى العمود الأول أو الأخير',
      calls: 'بين الاستدعاءات الصادرة أو الواردة',
      letters: 'إلى العملية التالية التي يبدأ اسمها بهذه الأحرف',
      select: 'تحديد',
      open: 'فتح التتبّع',
      path: 'إظهار المسار من التحديد',
      zoom: 'تكبير، تصغير، ملاءمة',
      pages: 'إظهار الجزء الأعلى أو الأسفل',
      find: 'بحث',
      escape: 'إغلاق، ثم إلغاء المسار والبحث والتحديد، ثم الانتقال إلى الشريط',
      help: 'إظهار هذه المساعدة',
    },
    keyNames: {
      tab: 'Tab',
      shift: 'Shift',
      control: 'Ctrl',
      command: '⌘',
      enter: 'Enter',
      space: 'المسافة',
      home: 'Home',
      end: 'End',
      pageUp: 'Page Up',
      pageDown: 'Page Down',
      escape: 'Esc',
    },

    graph: 'رسم الاعتماديات',
    graphHelp:
      'مفاتيح الأسهم تتبع الاستدعاءات وتتنقل داخل العمود؛ مفتاحا النقطة والفاصلة يمرّان على استدعاءات العملية؛ المفتاح Enter يحدّد، وControl مع Enter يفتح التتبّع؛ مفاتيح الزائد والناقص و0 للتكبير والتصغير.',
    legend: 'مفتاح الرسم',
    kinds: { http: 'HTTP', pubsub: 'نشر/اشتراك', database: 'قاعدة بيانات', generic: 'عملية' },
    spanKinds: {
      unspecified: 'غير محدّد',
      internal: 'داخلي',
      server: 'خادم',
      client: 'عميل',
      producer: 'منتج',
      consumer: 'مستهلك',
    },
    asyncTrace: 'تتبّع غير متزامن',
    syncRequest: 'طلب متزامن',
    asyncRequest: 'طلب غير متزامن',
    missingParent: 'الأصل غير موجود في البيانات',
    hiddenCalls: 'استدعاءات غير مرسومة',
    failed: 'فشل',
    destination: 'موضوع أو قائمة انتظار',

    focusLevel: 'تتبّع التركيز',
    entryLevel: 'تتبّعات الدخول',
    level: (level) =>
      level > 0
        ? `المستوى ${number(level)} (غير متزامن)`
        : `المستوى \u2068−${number(-level)}\u2069 (أسباب غير متزامنة)`,
    levelTraces: (shown, all) => shownOf(shown, all, 'trace'),
    levelCalls: (shown, all) => shownOf(shown, all, 'call'),
    times: (count) => name(`×${count}`),
    wait: (duration) => `انتظار ${name(duration)}`,
    overlapping: (count) => `متداخلة: ${number(count)}`,

    moreCalls: (count, direction) =>
      direction === 'downstream'
        ? `استدعاءات غير متزامنة أخرى: ${number(count)}`
        : `أسباب غير متزامنة أخرى: ${number(count)}`,
    notLoadedCalls: (count) =>
      count === 0
        ? 'البحث عن تتبّعات مرتبطة'
        : count === 1
          ? 'تتبّع مرتبط لم يُحمَّل'
          : `تتبّعات مرتبطة لم تُحمَّل: ${number(count)}`,
    failedCalls: (count) => `فشل: ${number(count)}`,
    chooseCalls: 'اختيار الاستدعاءات',
    hiddenCallsOf: (node) => `استدعاءات ${name(node)} غير المرسومة`,
    next: (count) => `التالي (${number(count)})`,
    all: (count) => `الكل (${number(count)})`,
    loadAll: (count) => (count === 1 ? 'تحميل' : `تحميل الكل (${number(count)})`),
    filterCalls: 'تصفية الاستدعاءات',
    noMatches: 'لا توجد استدعاءات مطابقة',
    loadingCalls: 'جارٍ سرد الاستدعاءات…',
    focusHelp: 'ليس سببًا للتركيز ولا نتيجة له: اختيار تتبّع ينقل التركيز إليه.',
    loadingTraces: 'جارٍ تحميل التتبّعات المرتبطة…',
    retryTraces: (reason) => `إعادة المحاولة: ${name(reason)}`,
    sourceFailures: {
      unauthorized: 'لم يُسجَّل الدخول',
      forbidden: 'غير مسموح',
      'bad-query': 'الاستعلام غير مفهوم',
      unsupported: 'غير مدعوم',
      'rate-limited': 'استعلامات كثيرة جدًا',
      timeout: 'انتهت المهلة',
      'too-large': 'الرد كبير جدًا',
      unavailable: 'غير متاح',
      'network-or-cors': 'تعذّر الوصول',
      malformed: 'تعذّرت قراءة الرد',
    },
    kindReasons: {
      'span kind is producer or consumer': 'نوع الامتداد منتج أو مستهلك',
      'no other rule matches': 'لا تنطبق قاعدة أخرى',
      'has a messaging tag': 'له وسم مراسلة',
      'has a database tag': 'له وسم قاعدة بيانات',
      'has an HTTP method': 'له طريقة \u2068HTTP\u2069',
      'client or server with a URL or an HTTP status':
        'عميل أو خادم له \u2068URL\u2069 أو حالة \u2068HTTP\u2069',
      'function triggered by a message': 'دالة أطلقتها رسالة',
      'function triggered by HTTP': 'دالة أطلقها \u2068HTTP\u2069',
      "has a vendor's messaging tag": 'له وسم مراسلة خاص بالمورّد',
      "has a vendor's database tag": 'له وسم قاعدة بيانات خاص بالمورّد',
      'has a database statement': 'له استعلام قاعدة بيانات',
      "the host's classification": 'تصنيف الصفحة المضيفة',
    },
    tracesNotFound: 'لم يُعثر على التتبّعات المرتبطة',
    nothingLinked: (hours, next) =>
      next === null
        ? `لا شيء خلال ${period(hours)}`
        : `لا شيء خلال ${period(hours)}: توسيع البحث إلى ${period(next)}`,

    callsTo: (source, target) => `استدعاء من ${name(source)} إلى ${name(target)}`,
    asyncTraceAt: (level, levels) => `تتبّع غير متزامن، المستوى ${number(level)} من ${number(levels)}`,
    callsOthers: (count) => `العمليات المستدعاة: ${number(count)}`,
    calledBy: (count) => `العمليات المستدعية: ${number(count)}`,
    onPath: 'على المسار',
    via: (spans) => `عبر امتدادات داخلية: ${number(spans)}`,
    missingParents: (count) => `امتدادات أصلها غير موجود في البيانات: ${number(count)}`,
    hiddenErrors: (count) => `امتدادات داخلية مخفية فشلت: ${number(count)}`,

    ready: (nodes, edges, failed) =>
      `الرسم جاهز: ${counted(nodes, 'operation')}، ${counted(edges, 'call')}، وعدد ما فيه أخطاء: ${number(failed)}.`,
    nodesAdded: (names, more) => {
      const others = more > 0 ? [`${number(more)} غيرها`] : [];
      return `أُضيفت ${counted(names.length + more, 'node')}: ${list([...names.map(name), ...others])}.`;
    },
    selected: (title) => `تم تحديد ${name(title)}`,

    details: 'التفاصيل',
    traces: 'التتبّعات',
    spans: 'الامتدادات',
    hiddenSpans: 'الامتدادات الداخلية المخفية',
    calls: 'الاستدعاءات',
    links: 'الروابط',
    tags: 'الوسوم',
    processTags: 'وسوم العملية التشغيلية',
    message: 'الرسالة',
    errors: 'أخطاء',
    waitedInQueue: 'الوقت في قائمة الانتظار',
    duration: 'المدة',
    selfTime: 'الوقت الذاتي',
    wallTime: 'الوقت المنقضي',
    neverEnded: 'قيد التشغيل',
    shownInGraph: 'معروض في الرسم',
    openTrace: 'فتح التتبّع',
    openTraceNewTab: 'فتح التتبّع (في علامة تبويب جديدة)',
    notLoaded: 'لم يُحمَّل',
    causes: 'سبب',
    effects: 'نتيجة',
    producers: 'المنتجون',
    consumers: 'المستهلكون',
    callsIn: 'وارد',
    callsOut: 'صادر',
    classifiedBy: (reason) => `النوع: ${name(reason)}`,
    converge: (count) => (count === 1 ? counted(1, 'trace') : `التتبّعات الملتقية هنا: ${number(count)}`),
    droppedLinks: (count) => `روابط أسقطتها حزمة \u2068SDK\u2069: ${number(count)}`,
    linkedOf: (linked, expected) => `مرتبط: ${number(linked)} من ${number(expected)}`,
    spanCount: (count) => counted(count, 'span'),
    callCount: (count) => counted(count, 'call'),
    errorCount: (count) => counted(count, 'error'),
    distinctValues: (count) => counted(count, 'value'),

    durations: 'توزيع المدد',
    distribution: (count, from, to, most) =>
      `مدد ${inGenitive(count, 'span')} من ${name(from)} إلى ${name(to)}، ومعظمها ${most}`,
    bin: (range, count, failed) =>
      [range, counted(count, 'span'), failed > 0 ? counted(failed, 'error') : ''].filter(Boolean).join(' · '),

    trace: 'التتبّع',
    traceColumns: { start: 'البداية', duration: 'المدة', spans: 'امتدادات', errors: 'أخطاء' },
    traceListHelp: 'مفاتيح الأسهم تنقل من تتبّع إلى آخر؛ المفتاح Enter يُظهر مسار التتبّع عبر الرسم.',
    focusTrace: 'تركيز',
    focusTraceOf: (traceId) => `تركيز على ${name(traceId)}`,
    tracePath: (traceId, count, depth) =>
      `مسار التتبّع ${name(traceId)}: ${counted(count, 'node')}، ${counted(depth, 'level')}`,
    clearPath: 'إزالة المسار',
    pathCleared: 'أُزيل المسار',

    find: 'بحث',
    findPlaceholder: 'عملية أو خدمة أو وسم أو \u2068key=value\u2069',
    findPlace: (index, count) => `${number(index)} من ${number(count)}`,
    findNothing: 'لا نتائج',
    findNext: 'النتيجة التالية',
    findPrevious: 'النتيجة السابقة',
    found: (count, text) => `${counted(count, 'match')} لـ «${name(text)}»`,
    showOnlyFound: 'إظهار هذه وجيرانها فقط',
    onlyFound: (count) => `النتائج وجيرانها فقط: ${number(count)}`,
    showAll: 'إظهار الكل',
    onlyLost: 'عُرض كل شيء من جديد: لا مقابل هنا لما حُدّد',
    collapsedLost: (count) => `عمليات مطوية لا مقابل لها هنا: ${number(count)}`,

    popover: {
      calls: 'الاستدعاءات',
      callers: 'العمليات المستدعية',
      callees: 'العمليات المستدعاة',
      errors: 'الأخطاء',
      errorRate: 'معدّل الأخطاء',
      duration: 'المدة',
      selfTime: 'الوقت الذاتي',
      wait: 'الانتظار',
    },

    pathBetween: (from, to, count) => `المسار من ${name(from)} إلى ${name(to)}: ${counted(count, 'call')}`,
    noPath: (from, to) => `لا مسار من ${name(from)} إلى ${name(to)}`,

    collapse: 'طيّ',
    collapsedStub: (count, edges) => `${counted(count, 'operation')} · ${counted(edges, 'call')}`,
    collapsed: (title, count) => `طُويت ${name(title)}، والمخفي: ${counted(count, 'operation')}`,
    expanded: (title, count) => `وُسّعت ${name(title)}، والظاهر: ${counted(count, 'operation')}`,

    criticalPath: 'المسار الحرج',
    criticalPathHint: 'ما حدّد المدة التي استغرقها كل شيء',
    criticalSummary: (steps, total, waiting, notDrawn) => {
      const parts = [waiting && `${waiting} انتظار`, notDrawn && `${notDrawn} غير مرسوم`].filter(Boolean);
      const rest = parts.length > 0 ? `، منها ${parts.join(' و')}` : '';
      return `المسار الحرج: ${counted(steps, 'step')}، ${total}${rest}`;
    },
    noCriticalPath: 'لا مسار حرج: لم ينتهِ شيء مما هو مرسوم',
    hideCriticalPath: 'إخفاء المسار الحرج',
    criticalTime: (time, share) => `على المسار الحرج: ${time}، ${share}`,
    criticalStep: (step, wait) =>
      `المسار الحرج، الخطوة ${number(step)}${wait === null ? '' : `، انتظار ${wait}`}`,
    criticalFigures: { time: 'في هذه العملية', wait: 'انتظار', step: 'الخطوة' },

    table: 'جدول',
    operationsCaption: 'العمليات',
    callsCaption: 'الاستدعاءات',
    operationColumns: {
      operation: 'العملية',
      service: 'الخدمة',
      kind: 'النوع',
      level: 'المستوى',
      spans: 'الامتدادات',
      errors: 'الأخطاء',
      duration: 'المدة',
      selfTime: 'الوقت الذاتي',
      criticalPath: 'المسار الحرج',
      callers: 'المستدعية',
      callees: 'المستدعاة',
    },
    callColumns: {
      caller: 'العملية المستدعية',
      callee: 'العملية المستدعاة',
      kind: 'النوع',
      calls: 'الاستدعاءات',
      errors: 'الأخطاء',
      duration: 'المدة',
      wait: 'الانتظار',
      criticalPath: 'المسار الحرج',
    },
    sorted: (column, order) =>
      order === 'ascending' ? `مفروز حسب ${column} تصاعديًا` : `مفروز حسب ${column} تنازليًا`,
    filterTable: 'تصفية الصفوف',
    rowCount: (shown, all) => shownOf(shown, all, 'row'),
  };
}

/** Arabic. */
export const arabic: Language<Strings> = { tag: 'ar', direction: 'rtl', strings };
