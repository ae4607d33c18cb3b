/**
 * Japanese. Glossary: span – スパン, trace – トレース, link – リンク, tag – タグ, topic – トピック, queue – キュー,
 * operation – オペレーション, call – 呼び出し, node – ノード, level – レベル, self time – 自己時間,
 * failed – 失敗, layout – レイアウト. Counts take the counter 件 for calls, spans and errors, 個 for what is drawn. A space
 * stands between a noun and a figure, or a word in Latin letters, and none between a figure and its counter. Labels are
 * nouns; sentences end in です or ます.
 */
import type { Language, TextTools } from './text-tools.js';
import type { Strings } from '../strings.js';

function strings({ number, plural, list, name }: TextTools<'other'>): Strings {
  const counted = (count: number, other: string): string => plural(count, { other });
  const operations = (count: number): string => counted(count, 'オペレーション #個');
  const nodes = (count: number): string => counted(count, 'ノード #個');
  const levels = (count: number): string => counted(count, '#レベル');
  const traces = (count: number): string => counted(count, 'トレース #件');
  const spans = (count: number): string => counted(count, 'スパン #件');
  const calls = (count: number): string => counted(count, '呼び出し #件');
  const errors = (count: number): string => counted(count, 'エラー #件');
  const period = (hours: number): string =>
    hours % 24 === 0 && hours > 24 ? counted(hours / 24, '#日') : counted(hours, '#時間');

  return {
    title: '依存関係',
    empty: 'トレースはまだありません',
    emptyHint:
      '要素の data プロパティに OTLP、Jaeger、Zipkin、OpenTelemetry JS のいずれかのスパンを渡してください。',
    loading: 'トレースを読み込んでいます…',
    none: '（なし）',
    unnamed: '（名前なし）',
    close: '閉じる',
    cancel: 'キャンセル',
    showMore: 'さらに表示',
    showMoreOf: (count) => `さらに表示（${number(count)}）`,
    tryAgain: '再試行',
    progress: (percent) => `トレースを読み込み中：${percent}`,
    loaded: (percent, size) => `${size} 中 ${percent}`,
    grouping: (count) => `${spans(count)}をグループ化しています…`,
    loadCancelled: '読み込みをキャンセルしました',
    facts: (parts) => parts.join('、'),
    range: (from, to) => `${from}～${to}`,

    toolbar: '表示',
    zoomIn: '拡大',
    zoomOut: '縮小',
    fit: '全体を表示',
    zoomToSelection: '選択範囲に合わせる',
    actualSize: '等倍表示',
    minimap: 'ミニマップ',
    exportAs: 'エクスポート',
    wheelHint: (modifier) =>
      modifier === 'command' ? '⌘ を押しながらホイールで拡大・縮小' : 'Ctrl を押しながらホイールで拡大・縮小',
    summary: (nodes, levels, spans, format) =>
      [
        levels > 1 ? `非同期 ${format(levels)}レベル` : '',
        `ノード ${format(nodes)}個`,
        `スパン ${format(spans)}件`,
      ]
        .filter(Boolean)
        .join(' · '),
    summaryFrom: (start, figures) => `${name(start)} · ${figures}`,
    simplified: '簡易レイアウト',
    tidy: '再配置',
    tidyHint: '全体を配置し直します。追加時には、既存のものを動かさずに配置しています。',
    following: 'リンクをたどっています…',

    controls: '設定',
    groupBy: 'グループ化',
    groupByHelp: 'これらの値が同じスパンを 1つのノードにまとめます',
    groupByFilter: 'キーを絞り込む',
    aggregate: '所要時間',
    aggregates: {
      avg: '平均',
      max: '最大',
      min: '最小',
      sum: '合計',
      p50: 'p50',
      p95: 'p95',
      p99: 'p99',
    },
    aggregated: (aggregate, duration) => `${aggregate} ${duration}`,
    aggregatedName: (title, aggregate) => `${title}（${aggregate}）`,
    showInternalSpans: '内部スパンを表示',
    showDestinations: 'トピックとキューを表示',
    coverage: (percent) => percent,

    problems: (count) => counted(count, 'データに関する注意 #件'),
    problemTexts: {
      'unknown-format': '入力にスパンらしきものがありません',
      'unsupported-format': 'この形式は読み込めません',
      'invalid-json': 'テキストは JSON でも JSON Lines でもありません',
      'invalid-line': '読み取れない行をスキップしました',
      'invalid-span': '読み取れないスパン、またはその一部を省きました',
      'invalid-id': '有効な ID のないスパンをスキップしました',
      'invalid-attribute': '読み取れない、または型の合わないタグがあります',
      'invalid-time': '読み取れない時刻がありました',
      'negative-duration': '終了が開始より前のスパンがあり、所要時間を 0 としました',
      'duplicate-span': '同じスパンが複数ありました',
      'conflicting-span': '異なるスパンの ID が同じため、最初のものを残しました',
      'missing-parent': '親スパンがデータにありません',
      'parent-cycle': 'スパンの親子関係が循環しているため、循環を断ち切りました',
      'early-child': '子スパンが親より先に始まっています（時計のずれ）',
      'invalid-link': 'リンク先がそのスパン自身か、リンクの ID が無効です',
      'dangling-link': 'リンク先のスパンがデータにありません',
      'dropped-links': 'エクスポート前にリンクが破棄されました',
      'partial-trace': 'データソースによると、一部のスパンが欠けています',
      'mask-failed': 'マスク処理に失敗したため、値を削除しました',
      'classify-failed': '分類に失敗したため、既定の規則で判定しました',
      'strings-failed': 'ページ独自のテキストに失敗したため、既定のテキストを表示しています',
      'layout-failed': 'レイアウトに失敗したため、簡易レイアウトで表示しています',
      'export-failed': 'エクスポートに失敗しました',
      'worker-failed': 'ワーカーを起動できなかったか、ワーカーが異常終了しました',
      'internal-error': '表示の処理でエラーが発生しました',
      'source-failed': 'リンク先トレースのデータソースでエラーが発生しました',
    },

    help: 'キーボード操作',
    keys: {
      tab: 'グラフに入る・出る',
      along: '最初の呼び出し先・呼び出し元へ',
      within: '列の中を上下に移動',
      ends: '列の端へ',
      levels: '最初・最後の列へ',
      calls: '発信・着信の呼び出しを順に移動',
      letters: 'その文字で始まる次のオペレーションへ',
      select: '選択',
      open: 'トレースを開く',
      path: '選択中のオペレーションからの経路を表示',
      zoom: '拡大・縮小・全体を表示',
      pages: '上・下の範囲を表示',
      find: '検索',
      escape: '閉じる、経路・検索・選択を解除する、バーへ移る（この順）',
      help: 'このヘルプを表示',
    },
    keyNames: {
      tab: 'Tab',
      shift: 'Shift',
      control: 'Ctrl',
      command: '⌘',
      enter: 'Enter',
      space: 'スペース',
      home: 'Home',
      end: 'End',
      pageUp: 'Page Up',
      pageDown: 'Page Down',
      escape: 'Esc',
    },

    graph: '依存関係グラフ',
    graphHelp:
      '矢印キーで呼び出しをたどり、列の中を移動します。ピリオドとコンマでオペレーションの呼び出しを順に移動し、Enter で選択、Control と Enter でトレースを開きます。プラス、マイナス、0 で拡大・縮小します。',
    legend: '凡例',
    kinds: { http: 'HTTP', pubsub: 'Pub/Sub', database: 'データベース', generic: 'オペレーション' },
    spanKinds: {
      unspecified: '未指定',
      internal: '内部',
      server: 'サーバー',
      client: 'クライアント',
      producer: 'プロデューサー',
      consumer: 'コンシューマー',
    },
    asyncTrace: '非同期トレース',
    syncRequest: '同期リクエスト',
    asyncRequest: '非同期リクエスト',
    missingParent: '親スパンがデータにない',
    hiddenCalls: '表示していない呼び出し',
    failed: '失敗',
    destination: 'トピックまたはキュー',

    focusLevel: 'フォーカス中のトレース',
    entryLevel: '起点のトレース',
    level: (level) =>
      level > 0 ? `非同期レベル ${number(level)}` : `非同期レベル −${number(-level)}（原因）`,
    levelTraces: (shown, all) =>
      shown < all ? counted(all, `トレース #件中 ${number(shown)}件`) : traces(all),
    levelCalls: (shown, all) =>
      shown < all ? counted(all, `呼び出し #件中 ${number(shown)}件`) : calls(all),
    times: (count) => `×${count}`,
    wait: (duration) => `待ち ${duration}`,
    overlapping: (count) => counted(count, '重なり #件'),

    moreCalls: (count, direction) =>
      direction === 'downstream'
        ? counted(count, '非同期呼び出し +#件')
        : counted(count, '非同期の原因 +#件'),
    notLoadedCalls: (count) =>
      count === 0 ? 'リンク先のトレースを探す' : counted(count, '未読み込みのリンク先トレース #件'),
    failedCalls: (count) => counted(count, '失敗 #件'),
    chooseCalls: '呼び出しを選ぶ',
    hiddenCallsOf: (node) => `${name(node)} の表示していない呼び出し`,
    next: (count) => counted(count, '次の #件'),
    all: (count) => (count === 1 ? '表示する' : counted(count, '#件すべて')),
    loadAll: (count) => (count === 1 ? '読み込む' : counted(count, '#件すべてを読み込む')),
    filterCalls: '呼び出しを絞り込む',
    noMatches: '一致する呼び出しはありません',
    loadingCalls: '呼び出しを取得しています…',
    focusHelp: 'フォーカスの原因でも結果でもありません。トレースを選ぶと、フォーカスがそこへ移ります。',
    loadingTraces: 'リンク先のトレースを読み込んでいます…',
    retryTraces: (reason) => `再試行：${name(reason)}`,
    sourceFailures: {
      unauthorized: '未認証',
      forbidden: '権限なし',
      'bad-query': '不正なクエリ',
      unsupported: '未対応',
      'rate-limited': 'クエリ過多',
      timeout: 'タイムアウト',
      'too-large': '応答サイズの超過',
      unavailable: '利用不可',
      'network-or-cors': '接続不可',
      malformed: '応答の形式が不正',
    },
    kindReasons: {
      'span kind is producer or consumer': 'スパンの種類がプロデューサーまたはコンシューマー',
      'no other rule matches': 'ほかの規則に該当しない',
      'has a messaging tag': 'メッセージングのタグがある',
      'has a database tag': 'データベースのタグがある',
      'has an HTTP method': 'HTTP メソッドがある',
      'client or server with a URL or an HTTP status':
        'URL または HTTP ステータスのあるクライアントかサーバー',
      'function triggered by a message': 'メッセージで起動された関数',
      'function triggered by HTTP': 'HTTP で起動された関数',
      "has a vendor's messaging tag": 'ベンダー固有のメッセージングのタグがある',
      "has a vendor's database tag": 'ベンダー固有のデータベースのタグがある',
      'has a database statement': 'データベースのクエリ文がある',
      "the host's classification": 'ページによる分類',
    },
    tracesNotFound: 'リンク先のトレースが見つかりません',
    nothingLinked: (hours, next) =>
      next === null
        ? `${period(hours)}以内にはありません`
        : `${period(hours)}以内にはありません：${period(next)}以内に広げて探す`,

    callsTo: (source, target) => `${name(source)} から ${name(target)} への呼び出し`,
    asyncTraceAt: (level, levels) => `非同期トレース、全 ${number(levels)}レベル中のレベル ${number(level)}`,
    callsOthers: (count) => counted(count, '呼び出し先 #個'),
    calledBy: (count) => counted(count, '呼び出し元 #個'),
    onPath: '経路上',
    via: (spans) => counted(spans, '内部スパン #件を経由'),
    missingParents: (count) => counted(count, '親がデータにないスパン #件'),
    hiddenErrors: (count) => counted(count, '非表示の内部スパン #件が失敗'),

    ready: (nodes, edges, failed) =>
      `グラフを表示しました：${operations(nodes)}、${calls(edges)}、エラーのあるもの ${number(failed)}個。`,
    nodesAdded: (names, more) => {
      const others = more > 0 ? [counted(more, 'ほか #個')] : [];
      return `${nodes(names.length + more)}を追加しました：${list([...names.map(name), ...others])}。`;
    },
    selected: (title) => `選択しました：${name(title)}`,

    details: '詳細',
    traces: 'トレース',
    spans: 'スパン',
    hiddenSpans: '非表示の内部スパン',
    calls: '呼び出し',
    links: 'リンク',
    tags: 'タグ',
    processTags: 'プロセスのタグ',
    message: 'メッセージ',
    errors: 'エラー',
    waitedInQueue: 'キューでの待ち時間',
    duration: '所要時間',
    selfTime: '自己時間',
    wallTime: '経過時間',
    neverEnded: '実行中',
    shownInGraph: 'グラフに表示中',
    openTrace: 'トレースを開く',
    openTraceNewTab: 'トレースを開く（新しいタブ）',
    notLoaded: '未読み込み',
    causes: 'リンク先（原因）',
    effects: 'リンク元（結果）',
    producers: 'プロデューサー',
    consumers: 'コンシューマー',
    callsIn: '受信',
    callsOut: '送信',
    classifiedBy: (reason) => `種類：${name(reason)}`,
    converge: (count) => (count === 1 ? traces(1) : counted(count, 'トレース #件が合流')),
    droppedLinks: (count) => counted(count, 'SDK が破棄したリンク #件'),
    linkedOf: (linked, expected) => `${number(expected)}件中 ${number(linked)}件がリンク済み`,
    spanCount: spans,
    callCount: calls,
    errorCount: errors,
    distinctValues: (count) => counted(count, '値 #種類'),

    durations: '所要時間の分布',
    distribution: (count, from, to, most) =>
      `${spans(count)}の所要時間は ${from}～${to}、最も多いのは ${most}`,
    bin: (range, count, failed) =>
      [range, spans(count), failed > 0 ? errors(failed) : ''].filter(Boolean).join(' · '),

    trace: 'トレース',
    traceColumns: { start: '開始', duration: '所要時間', spans: 'スパン', errors: 'エラー' },
    traceListHelp: '矢印キーでトレース間を移動し、Enter でそのトレースの経路をグラフに表示します。',
    focusTrace: 'フォーカス',
    focusTraceOf: (traceId) => `${traceId} にフォーカス`,
    tracePath: (traceId, count, depth) => `トレース ${traceId} の経路：${nodes(count)}、${levels(depth)}`,
    clearPath: '経路を消す',
    pathCleared: '経路を消しました',

    find: '検索',
    findPlaceholder: 'オペレーション、サービス、タグ、キー=値',
    findPlace: (index, count) => `${number(count)}件中 ${number(index)}件目`,
    findNothing: '一致なし',
    findNext: '次の一致',
    findPrevious: '前の一致',
    found: (count, text) =>
      count === 0
        ? `「${name(text)}」に一致するものはありません`
        : `「${name(text)}」に一致：${counted(count, '#件')}`,
    showOnlyFound: 'これらと隣接するものだけを表示',
    onlyFound: (count) => counted(count, '一致 #件と隣接するものだけを表示中'),
    showAll: 'すべて表示',
    onlyLost: 'すべてを再表示しました：絞り込みの対象はここにはありません',
    collapsedLost: (count) => counted(count, '折りたたんだ操作 #件はここにはありません'),

    popover: {
      calls: '呼び出し',
      callers: '呼び出し元',
      callees: '呼び出し先',
      errors: 'エラー',
      errorRate: 'エラー率',
      duration: '所要時間',
      selfTime: '自己時間',
      wait: '待ち時間',
    },

    pathBetween: (from, to, count) => `${name(from)} から ${name(to)} への経路：${calls(count)}`,
    noPath: (from, to) => `${name(from)} から ${name(to)} への経路はありません`,

    collapse: '折りたたむ',
    collapsedStub: (count, edges) => `+${operations(count)} · ${calls(edges)}`,
    collapsed: (title, count) => `${name(title)} を折りたたみ、${operations(count)}を非表示にしました`,
    expanded: (title, count) => `${name(title)} を展開し、${operations(count)}を表示しました`,

    criticalPath: 'クリティカルパス',
    criticalPathHint: '全体の所要時間を決めたもの',
    criticalSummary: (steps, total, waiting, notDrawn) => {
      const parts = [waiting && `待ち時間 ${waiting}`, notDrawn && `非表示 ${notDrawn}`].filter(Boolean);
      const rest = parts.length > 0 ? `（うち${parts.join('、')}）` : '';
      return `クリティカルパス：${number(steps)} ステップ、${total}${rest}`;
    },
    noCriticalPath: 'クリティカルパスはありません：表示中のもので終了したものがありません',
    hideCriticalPath: 'クリティカルパスを隠す',
    criticalTime: (time, share) => `クリティカルパス上：${time}、${share}`,
    criticalStep: (step, wait) =>
      `クリティカルパス、ステップ ${number(step)}${wait === null ? '' : `、待ち時間 ${wait}`}`,
    criticalFigures: { time: 'この操作内', wait: '待ち時間', step: 'ステップ' },

    table: '表',
    operationsCaption: 'オペレーション',
    callsCaption: '呼び出し',
    operationColumns: {
      operation: 'オペレーション',
      service: 'サービス',
      kind: '種類',
      level: 'レベル',
      spans: 'スパン',
      errors: 'エラー',
      duration: '所要時間',
      selfTime: '自己時間',
      criticalPath: 'クリティカルパス',
      callers: '呼び出し元',
      callees: '呼び出し先',
    },
    callColumns: {
      caller: '呼び出し元',
      callee: '呼び出し先',
      kind: '種類',
      calls: '呼び出し',
      errors: 'エラー',
      duration: '所要時間',
      wait: '待ち時間',
      criticalPath: 'クリティカルパス',
    },
    sorted: (column, order) =>
      order === 'ascending' ? `${column}の昇順に並べ替えました` : `${column}の降順に並べ替えました`,
    filterTable: '行を絞り込む',
    rowCount: (shown, all) => (shown < all ? counted(all, `#行中 ${number(shown)}行`) : counted(all, '#行')),
  };
}

/** Japanese. */
export const japanese: Language<Strings> = { tag: 'ja', direction: 'ltr', strings };
