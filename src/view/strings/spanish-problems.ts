import type { Strings } from '../strings.js';

/** What is wrong with the data or the machinery, in Spanish. */
export const problemTexts: Strings['problemTexts'] = {
  'unknown-format': 'La entrada no contiene nada que parezca un span',
  'unsupported-format': 'Este formato no se puede leer aquí',
  'invalid-json': 'El texto no es JSON ni JSON Lines',
  'invalid-line': 'Una línea no se pudo leer y se omitió',
  'invalid-span': 'Un span no se pudo leer y se omitió',
  'invalid-id': 'Se omitió un span sin identificador válido',
  'invalid-attribute': 'Una etiqueta no se pudo leer y se omitió',
  'invalid-time': 'Una marca de tiempo no se pudo leer',
  'negative-duration': 'Un span termina antes de empezar; su duración cuenta como 0',
  'duplicate-span': 'Un span aparecía más de una vez',
  'conflicting-span': 'Spans distintos comparten identificador; se conserva el primero',
  'missing-parent': 'El padre de un span no está en los datos',
  'parent-cycle': 'Hay spans que son antecesores unos de otros; se cortó el ciclo',
  'early-child': 'Un hijo empieza antes que su padre (desfase entre relojes)',
  'invalid-link': 'Un enlace lleva a su propio span o no tiene identificador válido',
  'dangling-link': 'Un enlace lleva a un span que no está en los datos',
  'dropped-links': 'Se descartaron enlaces antes de exportar',
  'partial-trace': 'La fuente indica que faltan spans',
  'mask-failed': 'Falló el enmascaramiento; se eliminó el valor',
  'classify-failed': 'Falló la clasificación; se aplicaron las reglas',
  'layout-failed': 'Falló la disposición; se dibuja una más sencilla',
  'export-failed': 'Falló la exportación',
  'worker-failed': 'Un worker no pudo iniciarse o se detuvo',
  'source-failed': 'Falló la fuente de trazas enlazadas',
};
