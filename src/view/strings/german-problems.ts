import type { Strings } from '../strings.js';

/** What is wrong with the data or the machinery, in German. */
export const problemTexts: Strings['problemTexts'] = {
  'unknown-format': 'Die Eingabe enthält nichts, was nach Spans aussieht',
  'unsupported-format': 'Dieses Format kann hier nicht gelesen werden',
  'invalid-json': 'Der Text ist weder JSON noch JSON Lines',
  'invalid-line': 'Eine Zeile war nicht lesbar und wurde übersprungen',
  'invalid-span': 'Ein Span war nicht lesbar und wurde übersprungen',
  'invalid-id': 'Ein Span ohne brauchbare ID wurde übersprungen',
  'invalid-attribute': 'Ein Tag (Attribut) war nicht lesbar und wurde weggelassen',
  'invalid-time': 'Eine Zeitangabe war nicht lesbar',
  'negative-duration': 'Ein Span endet vor seinem Beginn; seine Dauer zählt als 0',
  'duplicate-span': 'Ein Span war mehrfach vorhanden',
  'conflicting-span': 'Verschiedene Spans haben dieselbe ID; der erste wurde behalten',
  'missing-parent': 'Der übergeordnete Span fehlt in den Daten',
  'parent-cycle': 'Spans sind einander übergeordnet; der Zyklus wurde aufgetrennt',
  'early-child': 'Ein Span beginnt vor seinem übergeordneten Span (Uhren weichen voneinander ab)',
  'invalid-link': 'Ein Link führt zum eigenen Span oder hat keine brauchbare ID',
  'dangling-link': 'Ein Link führt zu einem Span, der in den Daten fehlt',
  'dropped-links': 'Links wurden vor dem Export verworfen',
  'partial-trace': 'Laut Quelle fehlen Spans',
  'mask-failed': 'Die Maskierung ist fehlgeschlagen; der Wert wurde entfernt',
  'classify-failed': 'Die Klassifizierung ist fehlgeschlagen; die Regeln haben entschieden',
  'layout-failed': 'Die Anordnung ist fehlgeschlagen; eine einfachere wird gezeigt',
  'export-failed': 'Der Export ist fehlgeschlagen',
  'worker-failed': 'Ein Worker konnte nicht gestartet werden oder ist abgestürzt',
  'source-failed': 'Die Quelle verknüpfter Traces hat einen Fehler gemeldet',
};
